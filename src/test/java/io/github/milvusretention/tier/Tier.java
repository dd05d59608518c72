package io.github.milvusretention.tier;

/** How much is tested: the profile {@code thorough} of the build sets the property. */
public final class Tier {
  private Tier() {}

  public static boolean isThorough() {
    return Boolean.getBoolean("thorough");
  }
}
