package io.github.milvusretention.schedule;

import io.github.milvusretention.ServedProgram;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The application as {@code serve} starts it, on a free port. */
final class Daemon implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private Daemon(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static Daemon start(TestDatabase database, TestRules rules) {
    return start(database, rules, Map.of());
  }

  static Daemon start(TestDatabase database, TestRules rules, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.user());
    return new Daemon(ServedProgram.start(rules::onDisk, Clock.systemUTC(), all));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get("local.server.port", path);
  }

  /** From the port that {@code management.server.port} asks for. */
  HttpResponse<String> getFromManagement(String path) throws IOException, InterruptedException {
    return get("local.management.port", path);
  }

  private HttpResponse<String> get(String setting, String path)
      throws IOException, InterruptedException {
    String port = context.getEnvironment().getProperty(setting);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Newest first. */
  List<PastExecution> runs() {
    return context.getBean(History.class).latest(null, 100);
  }

  Scheduler scheduler() {
    return context.getBean(Scheduler.class);
  }

  void fire(String policy) {
    change(scheduler -> scheduler.triggerJob(new JobKey(policy, Schedules.GROUP)));
  }

  /** Changes the schedules in a transaction, as Quartz's job store needs it. */
  void change(QuartzNode.Change change) {
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              try {
                change.apply(scheduler());
              } catch (SchedulerException e) {
                throw new AssertionError(e);
              }
            });
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Returns when the application has stopped, as on SIGTERM. */
  @Override
  public void close() {
    context.close();
  }
}
