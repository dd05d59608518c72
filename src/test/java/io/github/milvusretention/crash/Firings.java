package io.github.milvusretention.crash;

import io.github.milvusretention.sandbox.Sandbox;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many policies, each with a collection of its own and a schedule that fires once in this hour, one
 * after the other. An as-of is a date, so a second firing of one policy would be the same run: as
 * many instances as firings take as many policies.
 *
 * @param policies in the order in which they fire
 */
record Firings(List<String> policies, ZonedDateTime first, int secondsBetween) {
  private static final List<String> EXPIRED =
      List.of("d_2020_01_01", "d_2020_01_02", "d_2020_01_03", "d_2020_01_04");
  private static final List<String> KEPT = List.of("_default", "archive", "d_9000_01_01");

  static Firings create(int count, int secondsFromNow, int secondsBetween, Sandbox sandbox) {
    List<String> policies = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String policy = "f" + number;
      policies.add(policy);
      sandbox.createCollection(Scene.DATABASE, policy);
      sandbox.createPartitions(Scene.DATABASE, policy, EXPIRED);
      sandbox.createPartitions(Scene.DATABASE, policy, "archive", "d_9000_01_01");
      sandbox.load(Scene.DATABASE, policy, EXPIRED.get(1));
    }
    ZonedDateTime first = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(secondsFromNow);
    return new Firings(policies, first, secondsBetween);
  }

  List<String> expired() {
    return policies.stream()
        .flatMap(policy -> EXPIRED.stream().map(name -> policy + "/" + name))
        .toList();
  }

  /** What a policy's ledger must be in the end. */
  static List<String> results(String policy) {
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
    ZonedDateTime at = first;
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
                    keep-newest: 0
                    max-share: 100%%
                    schedule: "%d %d * * * ?"
              """,
              policy,
              policy,
              at.getSecond(),
              at.getMinute()));
      at = at.plusSeconds(secondsBetween);
    }
    return rules.toString();
  }

  /** When the last of them fires. */
  ZonedDateTime last() {
    return first.plusSeconds((long) secondsBetween * (policies.size() - 1));
  }
}
