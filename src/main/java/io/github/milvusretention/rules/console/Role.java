package io.github.milvusretention.rules.console;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.values.Choice;

/** What a person or a program may do in the console. All may read. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Runs, reruns, stops, holds, lifts and restores. */
  OPERATOR,
  /** Accepts a plan that a guard refused, of a run that somebody else started. */
  APPROVER;

  /** Throws {@link RuleException} for any other text than the constants in small letters. */
  public static Role parse(String text) {
    return Choice.oneOfSome(Role.class, text, "a role");
  }

  /** As the rules file and the pages write it. */
  public String text() {
    return Choice.word(this);
  }
}
