package io.github.milvusretention.console.runs;

import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.LedgerCounts;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an execution did, without what it did not do: a list of many has no room for zeros. */
final class CountWords {
  private record Part(int count, String what) {}

  private CountWords() {}

  /** Such as 6 dropped, 1 failed; or nothing. */
  static String of(ExecutionCounts counts) {
    LedgerCounts own = counts.own();
    String parts =
        Stream.of(
                new Part(own.dropped(), "dropped"),
                new Part(own.released(), "released"),
                new Part(own.absent(), "absent"),
                new Part(own.skipped(), "skipped"),
                new Part(own.failed(), "failed"),
                new Part(own.left(), "left"),
                new Part(counts.earlier(), "settled by earlier executions"))
            .filter(part -> part.count() > 0)
            .map(part -> part.count() + " " + part.what())
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? "nothing" : parts;
  }
}
