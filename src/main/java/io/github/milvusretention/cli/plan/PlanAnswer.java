package io.github.milvusretention.cli.plan;

import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Verdict;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.SequenceWriter;

/**
 * The answer of {@code plan}, written as it goes: verdicts are decided again when they are written,
 * since all of them together may be a million.
 */
public sealed interface PlanAnswer {
  /**
   * Throws if the names of the plan cannot be read. The answer is then broken off, so that no
   * reader takes it for a whole one: nothing may be added to it, and it must not be ended.
   */
  void add(ReviewedPlan planned);

  /** Nothing more is added. */
  void end();

  /** For programs; complete. */
  static PlanAnswer json(PrintWriter out, Accepting accept) {
    return new Json(out, accept);
  }

  /** A table of the collections. */
  static PlanAnswer ofCollections(PrintWriter out, OutputOption output, Accepting accept) {
    return new Text(out, output, planned -> PlanText.ofCollections(planned, accept));
  }

  /**
   * A table of the partitions.
   *
   * @param only with one of these verdicts
   */
  static PlanAnswer ofPartitions(
      PrintWriter out, OutputOption output, Accepting accept, Set<Verdict> only) {
    return new Text(out, output, planned -> PlanText.ofPartitions(planned, accept, only));
  }

  /** Each plan is written when it is added. */
  final class Json implements PlanAnswer {
    private final PrintWriter out;
    private final SequenceWriter array;
    private final Accepting accept;

    private Json(PrintWriter out, Accepting accept) {
      this.out = out;
      this.accept = accept;
      this.array = OutputOption.indented().writeValuesAsArray(out);
    }

    @Override
    public void add(ReviewedPlan planned) {
      array.write(PlanView.of(planned, accept.command(planned)));
    }

    @Override
    public void end() {
      array.close();
      out.println();
      out.flush();
    }
  }

  /** Each plan has a table of its own, written when it is added. */
  final class Text implements PlanAnswer {
    private final PrintWriter out;
    private final OutputOption output;
    private final Function<ReviewedPlan, Table> table;
    private boolean begun;

    private Text(PrintWriter out, OutputOption output, Function<ReviewedPlan, Table> table) {
      this.out = out;
      this.output = output;
      this.table = table;
    }

    @Override
    public void add(ReviewedPlan planned) {
      if (begun) {
        out.println();
      }
      begun = true;
      output.print(out, table.apply(planned));
    }

    @Override
    public void end() {
      out.flush();
    }
  }
}
