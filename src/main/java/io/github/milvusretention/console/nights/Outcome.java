package io.github.milvusretention.console.nights;

import io.github.milvusretention.run.RunExit;

/** What became of a run, as a mark with its colour and its word. */
enum Outcome {
  DONE("good", "✓", "done"),
  PARTLY("bad", "×", "some partitions failed"),
  REFUSED("warn", "!", "refused by a guard, nothing was dropped"),
  STOPPED("warn", "■", "stopped"),
  LOCKED("warn", "■", "another run had the policy"),
  UNUSABLE("bad", "×", "the cluster could not be used"),
  FAILED("bad", "×", "failed"),
  DIED("bad", "×", "its process died"),
  RUNNING("busy", "…", "running");

  private final String kind;
  private final String mark;
  private final String words;

  Outcome(String kind, String mark, String words) {
    this.kind = kind;
    this.mark = mark;
    this.words = words;
  }

  static Outcome of(RunExit exit) {
    return switch (exit) {
      case DONE -> DONE;
      case PARTITIONS_FAILED -> PARTLY;
      case GUARD_REFUSED -> REFUSED;
      case STOPPED -> STOPPED;
      case LOCKED -> LOCKED;
      case CLUSTER_UNUSABLE -> UNUSABLE;
      case ERROR -> FAILED;
    };
  }

  String kind() {
    return kind;
  }

  String mark() {
    return mark;
  }

  String words() {
    return words;
  }
}
