package io.github.milvusretention.sandbox;

/**
 * One route of REST v2.
 *
 * @param name below the prefix, for example {@code partitions/drop}
 */
record Route(String name, Shape shape, Effect effect) {

  /** The effect of a route. Called with the monitor of the catalog and a valid body. */
  @FunctionalInterface
  interface Effect {
    /** Throws {@link Refused} for an error envelope. */
    Reply apply(Call call);
  }
}
