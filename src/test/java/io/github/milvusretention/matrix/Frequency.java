package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.When;

/** How often a fault occurs. */
enum Frequency {
  ONCE,
  FROM_THE_SECOND,
  ALWAYS;

  When of(When calls) {
    return switch (this) {
      case ONCE -> calls.once();
      case FROM_THE_SECOND -> calls.fromCall(2);
      case ALWAYS -> calls;
    };
  }
}
