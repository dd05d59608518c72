package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.milvus.http.ForwardProxy;
import io.github.milvusretention.milvus.http.TestCertificate;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.SandboxBuilder;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is reached through a proxy. */
@Slow
class ProxyStoryTest {
  private static final String PASSWORD = "p@ss+W0rd";
  private static final String CREDENTIALS = "keeper:" + PASSWORD;
  private static final String WRITTEN = "keeper:p%40ss+W0rd@";
  private static final String BASE64 =
      Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));

  @TempDir private Path directory;

  private Installation through(String proxy, Sandbox milvus, String more) {
    return Installation.withoutTables(Databases.H2, directory, milvus)
        .rules(rules(proxy, more))
        .variable("LOGGING_LEVEL_ORG_APACHE_HC", "TRACE");
  }

  private static String rules(String proxy, String more) {
    return Installation.RULES.replace(
        "    request-timeout",
        "    proxy: \"http://" + proxy + "\"\n" + more + "      request-timeout");
  }

  private static SandboxBuilder milvus() {
    return Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup);
  }

  private static void holdsNoSecret(Ended ended) {
    assertThat(ended.all())
        .doesNotContain(PASSWORD)
        .doesNotContain(CREDENTIALS)
        .doesNotContain("p%40ss")
        .doesNotContain(BASE64);
  }

  @Test
  void anHttpClusterIsAskedThroughItAndThePlanIsTheSame() throws Exception {
    try (Sandbox milvus = milvus().start();
        ForwardProxy proxy = ForwardProxy.start(CREDENTIALS)) {
      Installation here = through(WRITTEN + proxy.address(), milvus, "");
      Ended planned = here.run("plan --output json");
      assertThat(planned.exit()).as(planned.all()).isZero();
      String digest = planned.only().get("digest").stringValue();
      assertThat(here.run("check").exit()).isZero();
      Ended ran = here.run("run --output json");

      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
      assertThat(proxy.lines())
          .hasSameSizeAs(milvus.calls())
          .allMatch(line -> line.startsWith("POST " + milvus.uri() + "/v2/vectordb/"));
      holdsNoSecret(planned);
      holdsNoSecret(ran);
      assertThat(here.database().ask("SELECT server FROM retention_ledger"))
          .extracting(Object::toString)
          .containsOnly("localhost:" + milvus.uri().getPort());

      try (Sandbox same = milvus().start()) {
        here.talksTo(same);
        here.rules(Installation.RULES);
        assertThat(here.run("plan --output json").only().get("digest").stringValue())
            .as("the proxy is no part of the plan")
            .isEqualTo(digest);
      }
    }
  }

  @Test
  void anHttpsClusterIsReachedByATunnel() throws Exception {
    TestCertificate certificate =
        TestCertificate.selfSigned(directory.resolve("it.p12"), "ip:127.0.0.1");
    Path pem = certificate.pem(directory.resolve("it.pem"));
    try (Sandbox milvus = milvus().tls(certificate.server()).start();
        ForwardProxy proxy = ForwardProxy.start(CREDENTIALS)) {
      String bundle = "      ssl-bundle: internal\n";
      Installation here =
          through(WRITTEN + proxy.address(), milvus, bundle)
              .variable("SPRING_SSL_BUNDLE_PEM_INTERNAL_TRUSTSTORE_CERTIFICATE", "file:" + pem);

      Ended ran = here.run("run --output json");

      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
      assertThat(proxy.lines())
          .isNotEmpty()
          .allMatch(
              line -> line.equals("CONNECT 127.0.0.1:" + milvus.uri().getPort() + " HTTP/1.1"));
      holdsNoSecret(ran);

      here.rules(rules("keeper:wrong@" + proxy.address(), bundle));
      milvus.clearCalls();
      refused(here, "the proxy http://***@" + proxy.address() + " does not accept the user and");
      assertThat(milvus.calls()).isEmpty();
    }
  }

  @Test
  void whatItRefusesIsSaidToBeItsDoing() throws Exception {
    try (Sandbox milvus = milvus().start()) {
      String address;
      Installation here;
      try (ForwardProxy proxy = ForwardProxy.start(CREDENTIALS)) {
        address = proxy.address();
        here = through("keeper:N0t-This@" + address, milvus, "");
        refused(
            here, "the proxy http://***@" + address + " does not accept the user and the password");
      }
      refused(
          here.rules(rules(WRITTEN + address, "")),
          "the proxy http://***@" + address + " cannot be reached: ");
      assertThat(milvus.calls()).isEmpty();
    }
  }

  private static void refused(Installation here, String message) {
    for (String command : List.of("check", "run --again")) {
      Ended ended = here.run(command);

      assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
      assertThat(ended.all()).contains(message).doesNotContain("N0t-This", ":wrong");
      holdsNoSecret(ended);
      assertThat(ended.stackTrace()).isEmpty();
    }
  }
}
