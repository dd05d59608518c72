package io.github.milvusretention.cli.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command is to be pasted into a shell, so it is never broken. */
class WrappedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "milvus-retention --config /etc/r.yaml rerun 2 --accept sha256:12",
        "/opt/bin/milvus-retention -c r.yaml runs",
        "'/opt/my dir/milvus-retention' --config '/tmp/it'\\''s a dir/r.yaml' run --policy a",
        "java -jar '/opt/my dir/milvus-retention.jar' --config r.yaml runs",
        "java -jar target/milvus-retention.jar --config 'a b.yaml' runs",
      })
  void aCommandStaysWholeOnALineOfItsOwn(String command) {
    assertThat(Wrapped.of("  to accept exactly this plan, of nothing else: " + command).asLines(30))
        .endsWith("    " + command)
        .hasSizeGreaterThan(2);
  }
}
