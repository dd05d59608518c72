package io.github.milvusretention.cli.start.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORDS =
      List.of("--policy", "--as-of", "--as-if", "--output", "--accept", "--again", "--days");

  @ParameterizedTest
  @CsvSource({
    "--polcy, --policy",
    "--ploicy, --policy",
    "--policies, --policy",
    "--asof, --as-of",
    "--as-off, --as-of",
    "--agian, --again",
    "--acept, --accept",
    "--out, --output",
    "--day, --days",
    "--limit,",
    "--x,",
    "--,",
  })
  void whatWasMeantIsFoundUnlessNothingIsNear(String written, String meant) {
    assertThat(Nearest.to(written, WORDS).orElse(null)).isEqualTo(meant);
  }
}
