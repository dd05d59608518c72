package io.github.milvusretention.cli.output;

import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.policy.Plan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /**
   * @param saved whether the plans were kept, so that they can be accepted although nothing refuses
   */
  static PlanAnswer to(PrintWriter out, OutputOption output, AcceptCommand accept, boolean saved) {
    return output.isJson() ? new Json(out, accept, saved) : new Text(out, accept, saved);
  }

  /** How to accept that plan; null if there is no need to. */
  private static @Nullable String command(
      ReviewedPlan planned, AcceptCommand accept, boolean saved) {
    Plan plan = planned.plan();
    return saved || !planned.refusals().isEmpty()
        ? accept.run(plan.policy().name(), plan.asOf(), plan.digest())
        : null;
  }

  /** Each plan is written when it is added. */
  final class Json implements PlanAnswer {
    private final PrintWriter out;
    private final SequenceWriter array;
    private final AcceptCommand accept;
    private final boolean saved;

    private Json(PrintWriter out, AcceptCommand accept, boolean saved) {
      this.out = out;
      this.accept = accept;
      this.saved = saved;
      this.array = OutputOption.indented().writeValuesAsArray(out);
    }

    @Override
    public void add(ReviewedPlan planned) {
      array.write(PlanView.of(planned, command(planned, accept, saved)));
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
    private final AcceptCommand accept;
    private final boolean saved;

    private Text(PrintWriter out, AcceptCommand accept, boolean saved) {
      this.out = out;
      this.accept = accept;
      this.saved = saved;
    }

    @Override
    public void add(ReviewedPlan planned) {
      plans.add(planned);
    }

    @Override
    public void end() {
      PlanTable.of(plans, planned -> command(planned, accept, saved)).print(out);
      out.flush();
    }
  }
}
