package io.github.milvusretention.crash;

import io.github.milvusretention.sandbox.Sandbox;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

/**
 * One policy, its two collections on the server, and the expected result.
 *
 * @param asOf later than the expired days, and in the past
 * @param expired {@code collection/partition}, sorted
 * @param kept in the same form; includes {@code _default} and a name that matches no pattern
 */
record PolicyFixture(String policy, LocalDate asOf, List<String> expired, List<String> kept) {
  static final String DATABASE = "default";
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
  private static final int KEEP = 3;

  /** Up to seven days of the first collection and five of the second are expired. */
  static PolicyFixture create(int number, Random random, Sandbox sandbox) {
    String policy = "p" + number;
    LocalDate asOf = FIRST_DAY.plusDays(8 + random.nextInt(3));
    TreeSet<String> expired = new TreeSet<>();
    TreeSet<String> kept = new TreeSet<>();
    int from = 0;
    for (String collection : List.of(policy + "_a", policy + "_b")) {
      sandbox.createCollection(DATABASE, collection);
      List<String> days = new ArrayList<>();
      for (int day = from; day < 10; day++) {
        LocalDate date = FIRST_DAY.plusDays(day);
        String name = "d_" + date.toString().replace('-', '_');
        days.add(name);
        boolean isExpired = !date.plusDays(1 + KEEP).isAfter(asOf);
        (isExpired ? expired : kept).add(collection + "/" + name);
      }
      from = 2;
      sandbox.createPartitions(DATABASE, collection, days);
      sandbox.createPartitions(DATABASE, collection, "archive");
      kept.add(collection + "/archive");
      kept.add(collection + "/_default");
      days.stream()
          .filter(day -> random.nextInt(3) == 0)
          .forEach(day -> sandbox.load(DATABASE, collection, day));
    }
    return new PolicyFixture(policy, asOf, List.copyOf(expired), List.copyOf(kept));
  }

  /** The partitions on the server, in the form of {@link #expired}. */
  List<String> live(Sandbox sandbox) {
    TreeSet<String> live = new TreeSet<>();
    for (String collection : List.of(policy + "_a", policy + "_b")) {
      sandbox
          .partitions(DATABASE, collection)
          .forEach(partition -> live.add(collection + "/" + partition));
    }
    return List.copyOf(live);
  }

  String rules(Sandbox sandbox, String leaseTime) {
    return String.format(
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
            %s:
              cluster: local
              collections: ["%s_*"]
              partitions: ["'d_'uuuu_MM_dd"]
              keep: P%dD
              still-written: off
              max-share: 100%%
        """,
        leaseTime,
        sandbox.uri(),
        policy,
        policy,
        KEEP);
  }
}
