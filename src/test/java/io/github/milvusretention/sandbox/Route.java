package io.github.milvusretention.sandbox;

/**
 * One route of REST v2.
 *
 * @param name below the prefix, for example {@code partitions/drop}
 */
record Route(String name, Shape shape, Effect effect) {

  /** What the route does. Called with the catalog's monitor held and a body of the right shape. */
  @FunctionalInterface
  interface Effect {
    /** Throws {@link Refused} for an error envelope. */
    Reply apply(Call call);
  }
}
