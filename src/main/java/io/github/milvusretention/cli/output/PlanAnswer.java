package io.github.milvusretention.cli.output;

import io.github.milvusretention.plan.ReviewedPlan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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

  static PlanAnswer to(PrintWriter out, OutputOption output) {
    return output.isJson() ? new Json(out) : new Text(out);
  }

  /** Each plan is written when it is added. */
  final class Json implements PlanAnswer {
    private final PrintWriter out;
    private final SequenceWriter array;

    private Json(PrintWriter out) {
      this.out = out;
      this.array = OutputOption.indented().writeValuesAsArray(out);
    }

    @Override
    public void add(ReviewedPlan planned) {
      array.write(PlanView.of(planned));
    }

    @Override
    public void end() {
      array.close();
      out.println();
      out.flush();
    }
  }

  /** Written at the end, since the columns are as wide as the widest cell of all plans. */
  final class Text implements PlanAnswer {
    private final PrintWriter out;
    private final List<ReviewedPlan> plans = new ArrayList<>();

    private Text(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void add(ReviewedPlan planned) {
      plans.add(planned);
    }

    @Override
    public void end() {
      PlanTable.of(plans).print(out);
      out.flush();
    }
  }
}
