package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRulesTest {
  private static final String URI = "uri: http://localhost:19530";

  private static Cluster cluster(String... lines) {
    Rules rules = WrittenRules.clusterWith(lines).read();
    return rules.clusterOf(rules.policy("quick-setup"));
  }

  private static WrittenRules twoClusters(String one, String other) {
    return WrittenRules.yaml(
        """
        retention:
          clusters:
            one: {uri: "%s"}
            other: {uri: "%s"}
          policies:
            docs: {cluster: one, collections: [docs], partitions: ["uuuu"], keep: P3M}
        """
            .formatted(one, other));
  }

  @Test
  void a_cluster_needs_no_more_than_an_address() {
    assertThat(cluster(URI))
        .isEqualTo(
            new Cluster(
                "prod",
                java.net.URI.create("http://localhost:19530"),
                Token.NONE,
                Duration.ofSeconds(60)));
  }

  @Test
  void plain_http_is_allowed_by_true_alone() {
    assertThat(cluster(URI).allowPlainHttp()).isFalse();
    assertThat(cluster(URI, "allow-plain-http: true").allowPlainHttp()).isTrue();
    assertThat(cluster(URI, "allow-plain-http: \"false\"").allowPlainHttp()).isFalse();
    assertThat(WrittenRules.clusterWith(URI, "allow-plain-http: yes").refusedOnce())
        .endsWith("allow-plain-http: \"yes\" is neither true nor false; write true or false");
  }

  @Test
  void a_proxy_has_host_and_port_and_perhaps_credentials_that_nobody_sees() {
    assertThat(cluster(URI).proxy()).isNull();
    assertThat(cluster(URI, "proxy: http://squid:3128").proxy())
        .isEqualTo(new Proxy("squid", 3128, null))
        .hasToString("http://squid:3128");
    Cluster behind = cluster(URI, "proxy: \"http://me:a%40b%3Ac+d@[::1]:3128/\"");
    assertThat(behind.proxy()).isEqualTo(new Proxy("[::1]", 3128, new Token("me:a@b:c+d")));
    assertThat(behind.toString()).contains("http://***@[::1]:3128").doesNotContain("a@b", "a%40b");
    assertThat(Cluster.server(behind.uri())).isEqualTo("localhost:19530");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://me:S3cr3t@squid:3128 | does not start with http://",
        "squid:3128 | does not start with http://",
        "http://squid | has no port between 1 and 65535",
        "http://squid:0 | has no port between 1 and 65535",
        "http://me:S3cr3t@squid:70000 | has no port between 1 and 65535",
        "http://me:S3cr3t@:3128 | has no valid host name",
        "http://me:S3cr3t@squid:3128/x | has a path",
        "http://me:S3cr3t@squid:3128?x | has a path",
        "http://S3cr3t@squid:3128 | has a user without a password",
        "http://me:S3cr3t^@squid:3128 | is not the address of a proxy",
        "http://me:S3cr3t%zz@squid:3128 | is not the address of a proxy",
        "http://me:S3cr3t%0a@squid:3128 | user or password of the proxy",
      })
  void a_mistake_in_a_proxy_has_its_cure_and_no_secret(String proxy, String problem) {
    assertThat(WrittenRules.clusterWith(URI, "proxy: \"" + proxy + "\"").refusedOnce())
        .startsWith("retention.clusters.prod.proxy")
        .contains(problem)
        .contains("; write it as http://host:3128")
        .doesNotContain("S3cr3t");
  }

  @Test
  void a_bundle_is_for_tls() {
    assertThat(cluster("uri: https://localhost", "ssl-bundle: internal").sslBundle())
        .isEqualTo("internal");
    assertThat(cluster(URI).sslBundle()).isNull();
    assertThat(WrittenRules.clusterWith(URI, "ssl-bundle: internal").refusedOnce())
        .startsWith("retention.clusters.prod.ssl-bundle")
        .contains("is for TLS, and the uri is http; write https, or delete the line");
    assertThat(WrittenRules.clusterWith("uri: https://localhost", "ssl-bundle: ''").refusedOnce())
        .contains("is empty");
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "PT1M, 60", "2m, 120", "1000ms, 1", "10m, 600"})
  void a_timeout_has_a_unit(String text, int seconds) {
    assertThat(cluster(URI, "request-timeout: " + text).requestTimeout()).hasSeconds(seconds);
  }

  @Test
  void a_cluster_says_how_fast_and_how_long_it_may_be_asked() {
    Cluster cluster =
        cluster(URI, "max-calls-per-second: 1000", "read-concurrency: 64", "retry-budget: 0s");

    assertThat(cluster.maxCallsPerSecond()).isEqualTo(1000);
    assertThat(cluster.readConcurrency()).isEqualTo(64);
    assertThat(cluster.retryBudget()).isZero();
    assertThat(cluster(URI).maxCallsPerSecond()).isEqualTo(5);
    assertThat(cluster(URI).readConcurrency()).isEqualTo(8);
    assertThat(cluster(URI).retryBudget()).hasSeconds(60);
  }

  @ParameterizedTest
  @CsvSource({
    "max-calls-per-second: 0, write a number from 1 to 1000",
    "max-calls-per-second: 1001, write a number from 1 to 1000",
    "max-calls-per-second: 2.5, is not a whole number",
    "read-concurrency: 0, write a number from 1 to 64",
    "read-concurrency: 65, write a number from 1 to 64",
    "retry-budget: 60, has no unit",
    "retry-budget: -1s, must not be negative; write 0s to 10m",
    "retry-budget: 11m, is out of range; write 0s to 10m",
  })
  void other_speeds_and_budgets_are_refused(String line, String problem) {
    assertThat(WrittenRules.clusterWith(URI, line).refusedOnce())
        .startsWith("retention.clusters.prod." + line.substring(0, line.indexOf(':')))
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, has no unit",
    "1 minute, is not a duration",
    "60x, is not a duration",
    "PT, is not a duration",
    "99999999999999999999s, is not a duration",
    "9999999999999999d, is not a duration",
    "0s, is out of range; write 1s to 10m",
    "-5s, must not be negative; write 1s to 10m",
    "11m, is out of range",
    "1500ms, is not whole seconds; write 1s",
  })
  void a_timeout_that_cannot_be_sent_is_refused(String text, String problem) {
    assertThat(WrittenRules.clusterWith(URI, "request-timeout: " + text).refusedOnce())
        .startsWith("retention.clusters.prod.request-timeout")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:19530, does not start with http",
    "ftp://localhost, does not start with http",
    "milvus.example.com, does not start with http",
    "localhost, does not start with http",
    "http://localhost:19530/v2, has a path",
    "http://localhost:99999, port",
    "http://my..milvus:19530, no valid host name",
  })
  void an_address_that_is_none_is_refused_and_shown(String uri, String problem) {
    assertThat(WrittenRules.clusterWith("uri: " + uri).refusedOnce())
        .startsWith("retention.clusters.prod.uri = " + uri + ": ")
        .contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://root:s3cret@localhost:19530",
        "root:s3cret@localhost",
        "root:s3cret",
        "s3cret:123456",
        "${MILVUS_URI:http://root:s3cret@localhost}",
        "http://localhost?key=s3cret",
        "'http://localhost#s3cret'",
        "s3cret",
        "'http:// s3cret'",
      })
  void an_address_that_may_hold_a_password_is_not_shown(String uri) {
    assertThat(WrittenRules.clusterWith("uri: " + uri).refusedOnce())
        .startsWith("retention.clusters.prod.uri")
        .doesNotContain("s3cret");
  }

  @Test
  void a_token_on_the_line_of_the_address_is_not_shown() {
    assertThat(
            WrittenRules.clusterWith("uri: ${MILVUS_TOKEN}")
                .variable("MILVUS_TOKEN", "root:s3cret")
                .refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.uri = ${MILVUS_TOKEN}: the uri does not start with http:// or"
                + " https://; write it as https://host or http://host:19530");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster: root:S3cretTok",
        "cluster: \"${X:root:S3cretTok}\"",
        "cluster: ${SECRET}",
        "cluster: db_admin:S3cretTok!",
        "cluster: S3cretTok0123456789abcdef01234567",
        "database: root:S3cretTok",
        "collections: [a, root:S3cretTok]",
        "exclude-collections: root:S3cretTok",
        "partitions: [root:S3cretTok]",
        "keep: root:S3cretTok",
        "keep-newest: root:S3cretTok",
        "max-share: root:S3cretTok",
        "zone: root:S3cretTok",
        "locale: root:S3cretTok",
        "schedule: root:S3cretTok",
        "max-age: root:S3cretTok",
        "lead: root:S3cretTok",
      })
  void a_token_under_another_key_is_not_shown(String line) {
    assertThat(WrittenRules.policyWith(line).variable("SECRET", "root:S3cretTok").refusedOnce())
        .startsWith("retention.policies.quick-setup." + line.substring(0, line.indexOf(':')))
        .doesNotContain("S3cret");
  }

  @Test
  void a_token_in_a_variable_of_another_key_is_not_shown() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICKSETUP_CLUSTER", "root:S3cretTok")
                .refusedOnce())
        .contains("retention.policies.quick-setup.cluster: \"***\" is not a cluster")
        .doesNotContain("S3cret");
  }

  @Test
  void a_missing_address_is_shown_one() {
    assertThat(WrittenRules.clusterWith("request-timeout: 60s").refusedOnce())
        .isEqualTo("retention.clusters.prod.uri: is missing; write uri: http://localhost:19530");
  }

  @Slow
  @ParameterizedTest
  @ValueSource(
      strings = {"\" root:s3cret\"", "\"root:s3cret\\n\"", "\"root:s3\\u0007cret\"", "\"s3cretß\""})
  void a_token_that_no_header_can_carry_is_refused_and_not_shown(String token) {
    assertThat(WrittenRules.clusterWith(URI, "token: " + token).refusedOnce())
        .startsWith("retention.clusters.prod.token = ***: the token ")
        .doesNotContain("s3")
        .doesNotContain("cret");
  }

  @ParameterizedTest
  @CsvSource({
    "http://milvus:19530, http://MILVUS:19530/",
    "http://milvus, http://milvus:80",
    "https://milvus, https://milvus:443",
    "http://milvus:19530, https://milvus:19530",
    "http://localhost:19530, http://127.0.0.1:19530",
    "http://[::1]:19530, http://localhost:19530",
    "http://milvus_one:19530, http://Milvus_One:19530/",
  })
  void two_names_for_one_server_are_refused(String one, String other) {
    assertThat(twoClusters(one, other).refusedOnce())
        .isEqualTo(
            "retention.clusters.other.uri = "
                + other
                + ": names the server of the cluster one too; keep one cluster for one server");
  }

  @ParameterizedTest
  @CsvSource({
    "http://milvus:19530, http://milvus:19531",
    "http://milvus, https://milvus",
    "http://milvus-a, http://milvus-b",
    "http://milvus_a, http://milvus_b"
  })
  void two_servers_are_fine_and_one_of_them_may_be_unused(String one, String other) {
    assertThat(twoClusters(one, other).read().clusters()).containsOnlyKeys("one", "other");
  }
}
