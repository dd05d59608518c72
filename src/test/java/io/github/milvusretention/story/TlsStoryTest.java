package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.milvus.http.TestCertificate;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster behind a certificate that no public authority has signed. */
@Slow
class TlsStoryTest {
  private static final String PEM = "SPRING_SSL_BUNDLE_PEM_INTERNAL_TRUSTSTORE_CERTIFICATE";
  private static final String BUNDLED =
      Installation.RULES.replace(
          "    request-timeout", "    ssl-bundle: internal\n      request-timeout");

  private static TestCertificate ours;
  private static TestCertificate anotherHosts;

  @TempDir private Path directory;
  private Sandbox sandbox;
  private Installation here;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    ours = TestCertificate.selfSigned(folder.resolve("ours.p12"), "ip:127.0.0.1");
    anotherHosts = TestCertificate.selfSigned(folder.resolve("other.p12"), "dns:elsewhere.test");
  }

  @BeforeEach
  void start() throws Exception {
    behind(ours);
  }

  private void behind(TestCertificate certificate) throws Exception {
    stop();
    sandbox =
        Sandbox.builder()
            .token(Installation.TOKEN)
            .tls(certificate.server())
            .seed(States::quickSetup)
            .start();
    here = Installation.withoutTables(Databases.H2, directory, sandbox);
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private void trust(TestCertificate certificate) throws Exception {
    Path pem = certificate.pem(directory.resolve("trusted.pem"));
    here.rules(BUNDLED).variable(PEM, "file:" + pem);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedWithTheCure() {
    for (String command : List.of("plan", "run", "check")) {
      Ended ended = here.run(command);

      assertThat(ended.exit()).as(command).isEqualTo(6);
      assertThat(ended.all())
          .contains("certificate not trusted")
          .contains("add it or its CA to the ssl-bundle of the cluster");
      assertThat(ended.stackTrace()).isEmpty();
    }
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void theBundleOfTheClusterIsTrusted() throws Exception {
    trust(ours);

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(7, 0, 0, 0));
  }

  @Test
  void aBundleTrustsNobodyElse() throws Exception {
    trust(anotherHosts);

    assertThat(here.run("run").exit()).isEqualTo(6);
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    behind(anotherHosts);
    trust(anotherHosts);

    Ended ended = here.run("run");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.all())
        .contains("it is issued to another host")
        .contains("use the host name of the certificate in the uri");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aBundleThatIsNotDefinedIsAMistakeInTheRules() {
    here.rules(BUNDLED);

    for (String command : List.of("plan", "run", "check", "runs", "serve")) {
      assertRefused(command, "retention.clusters.local.ssl-bundle: \"internal\" is not defined");
    }
    here.variable(PEM.replace("INTERNAL", "OTHER"), "file:" + directory.resolve("x"));
    assertRefused("plan", "there is other");
  }

  @Test
  void aBundleThatCannotBeReadIsAMistakeInTheRules() throws IOException {
    here.rules(BUNDLED).variable(PEM, "file:" + directory.resolve("missing.pem"));
    assertRefused("run", "\"internal\" cannot be used");

    Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "no certificate");
    here.variable(PEM, "file:" + nonsense);
    assertRefused("run", "\"internal\" cannot be used");
  }

  private void assertRefused(String command, String why) {
    Ended ended = here.run(command);

    assertThat(ended.exit()).as(command + ended.err()).isEqualTo(2);
    assertThat(ended.err()).as(command).contains(why).contains("spring.ssl.bundle");
    assertThat(ended.err().lines().filter(line -> !line.contains("Tomcat initialized")))
        .as("one line, no trace")
        .hasSize(1);
    assertThat(ended.out()).isEmpty();
    assertThat(sandbox.calls()).isEmpty();
    assertThat(directory.resolve("data")).as("nor was a repository made").doesNotExist();
  }
}
