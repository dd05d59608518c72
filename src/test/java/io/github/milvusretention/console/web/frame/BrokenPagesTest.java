package io.github.milvusretention.console.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditFilter;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.tier.Slow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A page breaks off after its controller has done its part. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenPagesTest {
  private static final int SENT = 400;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Application daemon;

  /** The program, whose pages break where their address says so. */
  @Import(MilvusRetention.class)
  static class Breaking {
    @Bean
    @Primary
    static AuditLog breakingAudit(JdbcClient jdbc, Clock clock) {
      return new BreakingAudit(jdbc, clock);
    }

    @Bean
    static WebMvcConfigurer breakingPages() {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new Breaks());
        }
      };
    }
  }

  /** Breaks off after many rows. */
  private static final class BreakingAudit extends AuditLog {
    BreakingAudit(JdbcClient jdbc, Clock clock) {
      super(jdbc, clock);
    }

    @Override
    public void all(AuditFilter filter, Consumer<AuditRow> each) {
      AtomicInteger rows = new AtomicInteger();
      super.all(
          filter,
          row -> {
            if (rows.incrementAndGet() > SENT) {
              throw new DataAccessResourceFailureException(
                  "the pool", new SQLNonTransientConnectionException("gone", "08006"));
            }
            each.accept(row);
          });
    }
  }

  private static final class Breaks implements HandlerInterceptor {
    @Override
    public void postHandle(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable ModelAndView page) {
      String how = String.valueOf(request.getQueryString());
      if (page != null && how.contains("template")) {
        page.getModel().clear();
        page.setViewName("run");
      }
      if (how.contains("frame")) {
        request.setAttribute("navigation", List.of("<no link>"));
      }
      if (how.contains("database")) {
        throw new DataAccessResourceFailureException(
            "the pool", new SQLNonTransientConnectionException("gone", "08006"));
      }
    }
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("retention.yaml");
    Files.writeString(
        file,
        """
        retention:
          clusters:
            local: {uri: "http://127.0.0.1:1"}
          policies:
            nightly: {cluster: local, collections: [docs], partitions: [uuuu], keep: P3M}
        """);
    Map<String, String> variables =
        Map.of("SERVER_PORT", "0", "RETENTION_DATA_DIR", directory.resolve("data").toString());
    daemon =
        Application.start(
            new CommandContext(
                Breaking.class,
                variables,
                Clock.systemUTC(),
                Writer.nullWriter(),
                Writer.nullWriter()),
            RulesOnDisk.read(file, variables, Instant.now()),
            true);
    log.start();
    root().addAppender(log);
  }

  @AfterAll
  void stop() {
    root().detachAppender(log);
    daemon.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private HttpResponse<String> get(String path) {
    String port = daemon.get(Environment.class).getRequiredProperty("local.server.port");
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void isSafe(HttpResponse<String> page) {
    HttpResponse<String> headers = page;
    assertThat(headers.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
    assertThat(headers.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(headers.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
    assertThat(headers.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.body()).doesNotContain("\tat ", "Exception", "Tomcat", "template");
  }

  private void hasItsNumberInTheLog(HttpResponse<String> page) {
    Matcher number = Pattern.compile("beneath the number ([0-9a-f]{8})\\.").matcher(page.body());
    assertThat(number.find()).as(page.body()).isTrue();
    assertThat(List.copyOf(log.list))
        .filteredOn(line -> line.getFormattedMessage().contains(number.group(1)))
        .singleElement()
        .satisfies(
            line ->
                assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                    .contains("TemplateProcessingException"));
  }

  @Test
  void aTemplateThatFailsIsOnePageWithANumberToLookFor() {
    HttpResponse<String> page = get("/policies?break=template");

    assertThat(page.statusCode()).isEqualTo(500);
    isSafe(page);
    hasItsNumberInTheLog(page);
    assertThat(page.body()).contains("<h1>Unexpected error</h1>", "/nights", "</html>");
  }

  @Test
  void ifTheFrameOfAllPagesFailsAPlainPageSaysTheSame() {
    HttpResponse<String> page = get("/policies?break=frame");

    assertThat(page.statusCode()).isEqualTo(500);
    isSafe(page);
    hasItsNumberInTheLog(page);
    assertThat(page.body()).contains("<h1>Unexpected error</h1>", "</html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/audit.csv", "/audit.json"})
  void aFileThatBreaksOffIsNotTakenForTheWhole(String file) {
    Target target = new Target("the console", null);
    AuditLog audit = daemon.get(AuditLog.class);
    for (int i = 0; i <= SENT; i++) {
      audit.record(
          new AuditEntry(
              Actor.ofCommand("ada", "ops"), Act.OTHER, target, "", Outcome.DONE, "x".repeat(99)));
    }

    assertThatThrownBy(() -> get(file)).isInstanceOf(UncheckedIOException.class);
    assertThat(List.copyOf(log.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains(
            "console: the job repository cannot be reached: gone. Check SPRING_DATASOURCE_URL and"
                + " the database");
  }

  @Test
  void aDatabaseThatGoesAwayUnderAPageIsToldWithItsCure() {
    HttpResponse<String> page = get("/policies?break=database");

    assertThat(page.statusCode()).isEqualTo(503);
    isSafe(page);
    assertThat(page.body())
        .contains("<h1>The repository failed</h1>")
        .contains("the job repository cannot be reached: gone. Check SPRING_DATASOURCE_URL and");
    assertThat(get("/policies").statusCode()).isEqualTo(200);
  }
}
