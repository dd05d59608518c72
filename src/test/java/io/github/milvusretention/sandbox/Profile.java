package io.github.milvusretention.sandbox;

/** The supported servers: each release, and variants of configuration. */
public enum Profile {
  MILVUS_2_3_13(Version.V2_3_13),
  MILVUS_2_4_0(Version.V2_4_0),
  MILVUS_2_4_2(Version.V2_4_2),
  MILVUS_2_4_3(Version.V2_4_3),
  MILVUS_2_4_17(Version.V2_4_17),
  MILVUS_2_4_18(Version.V2_4_18),
  MILVUS_2_5_0(Version.V2_5_0),
  MILVUS_2_5_27(Version.V2_5_27),
  MILVUS_2_6_18(Version.V2_6_18),
  MILVUS_2_6_19(Version.V2_6_19),
  MILVUS_3_0_0(Version.V3_0_0),
  STANDARD_STATUSES(Version.V3_0_0) {
    @Override
    SandboxBuilder settings(SandboxBuilder builder) {
      return builder.standardStatuses();
    }
  },
  ZILLIZ(Version.V2_6_18) {
    @Override
    SandboxBuilder settings(SandboxBuilder builder) {
      return builder.zilliz();
    }

    @Override
    public String token() {
      return "5f0c3e9a7b1d4c2f8e6a9d0b3c5e7f1a2b4d6c8e";
    }
  };

  private final Version version;

  Profile(Version version) {
    this.version = version;
  }

  public Version version() {
    return version;
  }

  /** The only token that the server accepts. */
  public String token() {
    return "root:Milvus";
  }

  SandboxBuilder settings(SandboxBuilder builder) {
    return builder;
  }

  public SandboxBuilder sandbox() {
    return settings(Sandbox.builder().version(version).token(token()));
  }
}
