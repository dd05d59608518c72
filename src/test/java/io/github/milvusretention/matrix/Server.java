package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.Version;
import java.util.Locale;

/** The servers of the matrix. */
enum Server {
  V2_3_13(Version.V2_3_13, false),
  V2_4_2(Version.V2_4_2, false),
  V2_4_17(Version.V2_4_17, false),
  V2_6_18(Version.V2_6_18, false),
  V2_6_19(Version.V2_6_19, false),
  V3_0_0(Version.V3_0_0, false),
  STANDARD_STATUSES(Version.V3_0_0, true);

  private final Version version;
  private final boolean standardStatuses;

  Server(Version version, boolean standardStatuses) {
    this.version = version;
    this.standardStatuses = standardStatuses;
  }

  Sandbox start() {
    var builder = Sandbox.builder().version(version);
    return (standardStatuses ? builder.standardStatuses() : builder).start();
  }

  boolean listsDatabases() {
    return version.listsDatabases();
  }

  /** The name of its cluster and its policy in the rules. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
