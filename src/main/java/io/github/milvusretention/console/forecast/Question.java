package io.github.milvusretention.console.forecast;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.plan.Forecaster;
import java.util.List;

/**
 * What is asked: two that are equal have the same answer.
 *
 * @param days 1 to {@link Forecaster#LONGEST}
 * @param edits as KEY=VALUE; none of them blank
 */
record Question(String policy, int days, List<String> edits) {
  static final int DEFAULT = 90;

  /** Throws {@link RuleException}. */
  Question {
    RuleException.check(
        days >= 1 && days <= Forecaster.LONGEST,
        "days",
        days + " is not a number of days that a forecast looks ahead",
        "write 1 to " + Forecaster.LONGEST);
    edits = edits.stream().map(String::strip).filter(edit -> !edit.isEmpty()).toList();
  }
}
