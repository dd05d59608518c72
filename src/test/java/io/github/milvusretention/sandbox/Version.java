package io.github.milvusretention.sandbox;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A Milvus release that the sandbox can simulate. All differences between releases are data of
 * these constants.
 */
public enum Version {
  /** The first release with REST v2. */
  V2_3_13("2.3.13", 200, 65535, 4096, Trait.TEXTS_OF_2_3, Trait.STICKY_TIMEOUT),
  V2_4_0("2.4.0", 200, 65535, 4096, Trait.STICKY_TIMEOUT),
  /** The last release of 2.4 that answers success as 200. */
  V2_4_2("2.4.2", 200, 65535, 4096, Trait.STICKY_TIMEOUT),
  /** The first release that answers success as 0 (milvus#33363). */
  V2_4_3("2.4.3", 0, 65535, 4096, Trait.STICKY_TIMEOUT),
  /** The last release without {@code databases/*} and without hyphens in partition names. */
  V2_4_17("2.4.17", 0, 65535, 1024, Trait.STICKY_TIMEOUT),
  /** The first release that lists databases. */
  V2_4_18("2.4.18", 0, 65535, 1024, Trait.DATABASES, Trait.HYPHENS, Trait.STICKY_TIMEOUT),
  V2_5_0(
      "2.5.0",
      0,
      65535,
      1024,
      Trait.DATABASES,
      Trait.HYPHENS,
      Trait.FUNCTIONS,
      Trait.STICKY_TIMEOUT),
  V2_5_27(
      "2.5.27",
      0,
      65535,
      1024,
      Trait.DATABASES,
      Trait.HYPHENS,
      Trait.FUNCTIONS,
      Trait.JSON_TIMEOUT),
  /** The last release of 2.6 that refuses with the catch-all code 65535. */
  V2_6_18(
      "2.6.18",
      0,
      65535,
      1024,
      Trait.DATABASES,
      Trait.HYPHENS,
      Trait.FUNCTIONS,
      Trait.JSON_TIMEOUT),
  /** The first release of 2.6 that refuses with 1100 (milvus#50545). */
  V2_6_19(
      "2.6.19", 0, 1100, 1024, Trait.DATABASES, Trait.HYPHENS, Trait.FUNCTIONS, Trait.JSON_TIMEOUT),
  V3_0_0(
      "3.0.0",
      0,
      1100,
      1024,
      Trait.DATABASES,
      Trait.HYPHENS,
      Trait.FUNCTIONS,
      Trait.JSON_TIMEOUT,
      Trait.STRICT_TIMEOUT,
      Trait.EXTERNAL_COLLECTIONS);

  /** What a release can do, or does differently. */
  enum Trait {
    /** Some error texts read otherwise (before 2.4), as seen on an engine of 2.3.5. */
    TEXTS_OF_2_3,
    /**
     * Since 2.4.18, {@code databases/list} and {@code describe} exist, and each operation itself
     * detects a missing database. Before, every route looked up the database first, with a
     * different error text.
     */
    DATABASES,
    /** A partition name may contain {@code -} after its first character (since 2.4.18). */
    HYPHENS,
    /** {@code collections/describe} lists functions (since 2.5). */
    FUNCTIONS,
    /** HTTP 408 has a JSON body, not the plain text {@code timeout} (since 2.5.5). */
    JSON_TIMEOUT,
    /** A Request-Timeout that is no number is refused instead of ignored (since 3.0). */
    STRICT_TIMEOUT,
    /**
     * The header Request-Timeout becomes the default of later calls of the same route that do not
     * send it (before 2.5.10).
     */
    STICKY_TIMEOUT,
    /** External collections exist (since 3.0). */
    EXTERNAL_COLLECTIONS
  }

  private final String number;
  private final int successCode;
  private final int refusalCode;
  private final int maxPartitions;

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<Trait> traits;

  Version(String number, int successCode, int refusalCode, int maxPartitions, Trait... traits) {
    this.number = number;
    this.successCode = successCode;
    this.refusalCode = refusalCode;
    this.maxPartitions = maxPartitions;
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(Arrays.asList(traits));
  }

  /** The release with this number, for example {@code 2.6.19}. */
  public static Version of(String number) {
    return Arrays.stream(values())
        .filter(version -> version.number.equals(number))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no profile for Milvus '%s'; there are %s"
                        .formatted(number, Arrays.stream(values()).map(Version::number).toList())));
  }

  /** As Milvus writes it, for example {@code 2.6.19}. */
  public String number() {
    return number;
  }

  /** The code of every success: 200 or 0. */
  public int successCode() {
    return successCode;
  }

  /** The code of refusals without a specific one: 65535 or 1100. */
  public int refusalCode() {
    return refusalCode;
  }

  /** Whether {@code databases/list} and {@code databases/describe} exist. */
  public boolean listsDatabases() {
    return has(Trait.DATABASES);
  }

  int maxPartitions() {
    return maxPartitions;
  }

  /** The end of the text of a refusal with code 1100. */
  String refusalSuffix() {
    return refusalCode == 1100 ? ": invalid parameter" : "";
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
