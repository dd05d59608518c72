package io.github.milvusretention.console.nights;

import io.github.milvusretention.ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many partitions of a collection, or of a run, have come to which end.
 *
 * @param failed those of which nobody knows whether their drop took effect among them
 * @param left planned, and nothing irrevocable was sent
 * @param skipped no longer eligible, for another reason than a hold
 */
record Counts(int dropped, int released, int failed, int left, int held, int skipped, int absent) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  static Counts dropped(int count) {
    return new Counts(count, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Ledger rows of one kind.
   *
   * @param state see {@link State}; one of a later version counts as left
   * @param held whether a hold was found
   * @param wrong whether the rows say what went wrong
   */
  static Counts of(String state, boolean held, boolean wrong, int count) {
    return switch (state) {
      case "DROPPED" -> dropped(count);
      case "RELEASED" -> new Counts(0, count, 0, 0, 0, 0, 0);
      case "FAILED" -> new Counts(0, 0, count, 0, 0, 0, 0);
      case "DROP_SENT" -> new Counts(0, 0, wrong ? count : 0, wrong ? 0 : count, 0, 0, 0);
      case "SKIPPED" -> new Counts(0, 0, 0, 0, held ? count : 0, held ? 0 : count, 0);
      case "ABSENT" -> new Counts(0, 0, 0, 0, 0, 0, count);
      default -> new Counts(0, 0, 0, count, 0, 0, 0);
    };
  }

  Counts plus(Counts other) {
    return new Counts(
        dropped + other.dropped,
        released + other.released,
        failed + other.failed,
        left + other.left,
        held + other.held,
        skipped + other.skipped,
        absent + other.absent);
  }

  /** Without what a later run has to do again. */
  Counts settled() {
    return new Counts(dropped, released, 0, 0, held, skipped, absent);
  }

  boolean none() {
    return equals(NONE);
  }

  /** What they show in a cell, the gravest first. */
  List<Cell.Part> parts() {
    List<Cell.Part> parts = new ArrayList<>();
    add(parts, failed, "bad", "×");
    add(parts, left, "busy", "…");
    add(parts, dropped, "good", "");
    add(parts, released, "released", "↓");
    add(parts, held, "held", "=");
    add(parts, skipped, "calm", "−");
    add(parts, absent, "calm", "○");
    return parts;
  }

  private static void add(List<Cell.Part> parts, int count, String kind, String mark) {
    if (count > 0) {
      parts.add(new Cell.Part(kind, mark + count));
    }
  }

  /** Such as 7 dropped, 1 failed; empty if there is nothing. */
  String words() {
    return String.join(
        ", ",
        Stream.of(
                word(failed, "failed"),
                word(left, "not yet done"),
                word(dropped, "dropped"),
                word(released, "released"),
                word(held, "held"),
                word(skipped, "skipped"),
                word(absent, "gone before"))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  private static String word(int count, String what) {
    return count == 0 ? "" : count + " " + what;
  }
}
