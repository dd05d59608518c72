package io.github.milvusretention.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerVersionTest {
  @Test
  void theReportedVersionDecides() {
    ServerVersion version = ServerVersion.exactly("2.4.10");

    assertThat(version).hasToString("Milvus 2.4.10");
    assertThat(version.isBefore("2.4.18")).isTrue();
    assertThat(version.mayBeBefore("2.4.18")).isTrue();
    assertThat(version.isBefore("2.4.9")).as("ten comes after nine").isFalse();
    assertThat(version.mayBeBefore("2.4.10")).isFalse();
  }

  @Test
  void anInferredRangeIsCompared() {
    ServerVersion version = ServerVersion.between("2.4.3", "2.4.18");

    assertThat(version).hasToString("Milvus 2.4.3 or later, before 2.4.18");
    assertThat(version.isBefore("2.4.18")).isTrue();
    assertThat(version.isBefore("2.4.9")).isFalse();
    assertThat(version.mayBeBefore("2.4.9")).isTrue();
    assertThat(version.mayBeBefore("2.4.3")).isFalse();
  }

  @Test
  void aRangeWithoutUpperBoundIsNeverBefore() {
    ServerVersion version = ServerVersion.between("2.3.13", null);

    assertThat(version).hasToString("Milvus 2.3.13 or later");
    assertThat(version.isBefore("9.0.0")).isFalse();
    assertThat(version.mayBeBefore("2.4.9")).isTrue();
  }
}
