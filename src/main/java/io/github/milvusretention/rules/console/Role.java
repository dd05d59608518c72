package io.github.milvusretention.rules.console;

/** What a person or a program may do in the console. All may read. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Runs, reruns, stops, holds, lifts and restores. */
  OPERATOR,
  /** Accepts a plan that a guard refused, of a run that somebody else started. */
  APPROVER
}
