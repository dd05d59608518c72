package io.github.milvusretention.sandbox;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Initial states of a sandbox. */
public final class States {
  private static final String DATABASE = "default";
  private static final DateTimeFormatter DAILY =
      DateTimeFormatter.ofPattern("'p'_uuuu_MM_dd", Locale.ROOT);

  private States() {}

  /**
   * The collection {@code quick_setup} in the database {@code default}, with the partitions january
   * to december beside {@code _default}. Loaded are june, october, november and december. Rows:
   * 1100 in january, 1200 in february, up to 2300 in december, 25 in {@code _default}.
   */
  public static void quickSetup(Sandbox sandbox) {
    String collection = "quick_setup";
    sandbox.createCollection(DATABASE, collection);
    for (Month month : Month.values()) {
      String partition = month.name().toLowerCase(Locale.ROOT);
      sandbox.createPartitions(DATABASE, collection, partition);
      sandbox.rows(DATABASE, collection, partition, 1000L + 100L * month.getValue());
    }
    sandbox.rows(DATABASE, collection, StoredCollection.DEFAULT_PARTITION, 25);
    sandbox.load(DATABASE, collection, "june", "october", "november", "december");
  }

  /**
   * Collections {@code c000}, {@code c001}, … in the database {@code default}, each with one
   * partition a day, {@code p_2026_11_24} and back, beside {@code _default}. Nothing is loaded.
   *
   * @param last the day of the newest partition
   */
  public static void daily(Sandbox sandbox, int collections, int partitionsEach, LocalDate last) {
    List<String> names =
        IntStream.range(0, partitionsEach)
            .mapToObj(i -> DAILY.format(last.minusDays(partitionsEach - 1L - i)))
            .toList();
    for (int i = 0; i < collections; i++) {
      String collection = String.format(Locale.ROOT, "c%03d", i);
      sandbox.createCollection(DATABASE, collection);
      sandbox.createPartitions(DATABASE, collection, names);
    }
  }
}
