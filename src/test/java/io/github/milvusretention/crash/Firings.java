package io.github.milvusretention.crash;

import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many policies, each with its own collection and a schedule that fires once in this hour, one
 * after the other. An as-of is a date, so a second firing of a policy would be the same run; so
 * there is one policy for each firing.
 *
 * @param policies in the order in which they fire
 */
record Firings(List<String> policies) {
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final List<String> EXPIRED =
      List.of("d_2020_01_01", "d_2020_01_02", "d_2020_01_03", "d_2020_01_04");
  private static final List<String> KEPT = List.of("_default", "archive", "d_9000_01_01");

  static Firings create(int count, Sandbox sandbox) {
    List<String> policies = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String policy = "f" + number;
      policies.add(policy);
      sandbox.createCollection(PolicyFixture.DATABASE, policy);
      sandbox.createPartitions(PolicyFixture.DATABASE, policy, EXPIRED);
      sandbox.createPartitions(PolicyFixture.DATABASE, policy, "archive", "d_9000_01_01");
      sandbox.load(PolicyFixture.DATABASE, policy, EXPIRED.get(1));
    }
    return new Firings(policies);
  }

  List<String> expired() {
    return policies.stream()
        .flatMap(policy -> EXPIRED.stream().map(name -> policy + "/" + name))
        .toList();
  }

  /** The expected ledger of a policy. */
  static List<String> ledgerStates(String policy) {
    return EXPIRED.stream().map(name -> policy + "/" + name + " DROPPED").toList();
  }

  static List<String> kept() {
    return KEPT;
  }

  String rules(Sandbox sandbox, String leaseTime) {
    StringBuilder rules =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
                retention:
                  lease-time: %s
                  clusters:
                    local:
                      uri: %s
                      request-timeout: 5s
                      max-calls-per-second: 1000
                  policies:
                """,
                leaseTime,
                sandbox.uri()));
    for (String policy : policies) {
      rules.append(
          String.format(
              Locale.ROOT,
              """
                  %s:
                    cluster: local
                    collections: [%s]
                    partitions: ["'d_'uuuu_MM_dd"]
                    keep: P3D
                    still-written: off
                    keep-newest: 0
                    max-share: 100%%
                    schedule: "0 15 3 29 2 ?"
              """,
              policy,
              policy));
    }
    return rules.toString();
  }

  /** The first is due now; returns when the last is. The daemons may take a while to look. */
  Instant begin(RepositoryRecords records) {
    Instant due = Instant.now();
    for (String policy : policies) {
      records.fire(policy, due);
      due = due.plus(BETWEEN);
    }
    return due.minus(BETWEEN);
  }
}
