package io.github.milvusretention.console.web;

import io.github.milvusretention.policy.Verdict;

/** A verdict with the colour that pages give it. */
public record VerdictBadge(Verdict verdict) {
  /** A class of the style sheet. */
  public String kind() {
    return switch (verdict) {
      case EXPIRED -> "warn";
      case KEPT -> "good";
      case HELD -> "held";
      case IN_USE, STILL_WRITTEN, RE_CREATED -> "busy";
      case MISMATCH, CONFLICT -> "bad";
      case PROTECTED, UNRECOGNISED -> "calm";
    };
  }

  public String text() {
    return verdict.name();
  }
}
