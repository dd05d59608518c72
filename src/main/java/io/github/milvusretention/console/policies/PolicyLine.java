package io.github.milvusretention.console.policies;

import io.github.milvusretention.console.runs.RunLine;
import io.github.milvusretention.console.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one policy is doing. Texts are visible, as all that pages show.
 *
 * @param zone in which its times are told
 * @param last its last run; null if it never ran
 * @param failed how many partitions failed in that run
 * @param left how many it did not try to the end
 * @param refused null unless a guard refused its last plan
 * @param waits null unless its last run kept something until a person accepts it
 * @param overdue null if that is not known
 * @param problems what keeps it from firing, or is wrong with its runs, each with its cure
 * @param pausedBy the holds that cover all of it, in words
 * @param holds how many holds may keep partitions of it
 */
record PolicyLine(
    String name,
    String cluster,
    String zone,
    @Nullable RunLine last,
    int failed,
    int left,
    NextRun next,
    @Nullable Refused refused,
    @Nullable Waits waits,
    @Nullable Overdue overdue,
    List<String> problems,
    List<String> pausedBy,
    int holds) {

  /**
   * @param guards their names
   * @param executionId the run whose plan it was
   */
  record Refused(List<String> guards, long executionId) {}

  /**
   * Partitions that a run kept until a person accepts them.
   *
   * @param executionId the run whose plan has them
   */
  record Waits(int partitions, long executionId) {
    /** Such as {@code 2 partitions wait}. */
    public String words() {
      return partitions == 1 ? "1 partition waits" : partitions + " partitions wait";
    }
  }

  /**
   * Expired partitions that are still there.
   *
   * @param since when the first of them expired; null if there is none
   * @param oldest database, collection and name of that one; null if there is none, or it is not
   *     known
   */
  record Overdue(long partitions, @Nullable Moment since, @Nullable String oldest) {}
}
