package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Sandbox;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The three collections of one case, with seven expired days, some of them loaded.
 *
 * @param asOf differs for each case of a server, so that each case has its own run
 */
record CollectionsFixture(int number, LocalDate asOf, String prefix) {
  static final String DATABASE = "default";
  static final int KEEP_DAYS = 3;
  private static final LocalDate LAST = LocalDate.of(2026, 11, 20);

  /** Ages in days by collection; those above {@link #KEEP_DAYS} are expired. */
  private static final Map<String, List<Integer>> AGES =
      Map.of(
          "alpha", List.of(1, 2, 6, 7, 8, 9),
          "beta", List.of(1, 5, 8),
          "gamma", List.of(0, 2, 6));

  private static final Map<String, List<Integer>> LOADED =
      Map.of("alpha", List.of(1, 7, 8), "beta", List.of(1, 8), "gamma", List.of());

  private static final int VICTIM = 8;

  /**
   * @param prefix the prefix of the collection names
   */
  static CollectionsFixture of(int number, String prefix) {
    return new CollectionsFixture(number, LAST.minusDays(number), prefix);
  }

  void build(Sandbox sandbox) {
    AGES.forEach(
        (name, ages) -> {
          String collection = collection(name);
          sandbox.createCollection(DATABASE, collection);
          sandbox.createPartitions(DATABASE, collection, ages.stream().map(this::day).toList());
          sandbox.createPartitions(DATABASE, collection, "archive");
          LOADED
              .getOrDefault(name, List.of())
              .forEach(age -> sandbox.load(DATABASE, collection, day(age)));
        });
  }

  void remove(Sandbox sandbox) {
    AGES.keySet().forEach(name -> sandbox.dropCollection(DATABASE, collection(name)));
  }

  String alpha() {
    return collection("alpha");
  }

  String victim() {
    return day(VICTIM);
  }

  /** {@code collection/partition}, sorted; the other methods use the same form. */
  List<String> expired() {
    TreeSet<String> expired = new TreeSet<>();
    AGES.forEach(
        (name, ages) ->
            ages.stream()
                .filter(age -> age > KEEP_DAYS)
                .forEach(age -> expired.add(collection(name) + "/" + day(age))));
    return List.copyOf(expired);
  }

  List<String> kept() {
    TreeSet<String> kept = new TreeSet<>();
    AGES.forEach(
        (name, ages) -> {
          kept.add(collection(name) + "/_default");
          kept.add(collection(name) + "/archive");
          ages.stream()
              .filter(age -> age <= KEEP_DAYS)
              .forEach(age -> kept.add(collection(name) + "/" + day(age)));
        });
    return List.copyOf(kept);
  }

  /** The number of partitions, collections and databases. */
  int objects() {
    return expired().size() + AGES.size() + 1;
  }

  /** The partitions on the server. */
  List<String> live(Sandbox sandbox) {
    TreeSet<String> live = new TreeSet<>();
    for (String name : AGES.keySet()) {
      sandbox
          .partitions(DATABASE, collection(name))
          .forEach(partition -> live.add(collection(name) + "/" + partition));
    }
    return List.copyOf(live);
  }

  private String collection(String name) {
    return prefix + "_" + name + "_" + number;
  }

  private String day(int age) {
    return "d_" + asOf.minusDays(age).toString().replace('-', '_');
  }
}
