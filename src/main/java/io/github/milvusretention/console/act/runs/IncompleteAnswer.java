package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.period.RuleException;

/** What a person says to a plan is not complete. Nothing was done; the plan is as it was shown. */
public final class IncompleteAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient PlanToAccept plan;
  private final transient RuleException mistake;

  IncompleteAnswer(PlanToAccept plan, RuleException mistake) {
    super(mistake.getMessage());
    this.plan = plan;
    this.mistake = mistake;
  }

  public PlanToAccept plan() {
    return plan;
  }

  /** Its key is number or reason. */
  public RuleException mistake() {
    return mistake;
  }
}
