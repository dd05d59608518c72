package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.WrittenRules;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a policy is overdue: twice it should have run since, and the run had an hour. */
class DueTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "never",
      value = {
        "'schedule: \"0 15 3 * * ?\"', 2026-11-24T03:20:00Z, 2026-11-26T04:20:00Z",
        "'schedule: \"0 0 3 ? * MON\"', 2026-11-24T03:20:00Z, 2026-12-07T04:00:00Z",
        "'schedule: \"0 0 * * * ?\"', 2026-11-24T03:20:00Z, 2026-11-26T04:20:00Z",
        "'max-age: 3d', 2026-11-24T03:20:00Z, 2026-11-27T03:20:00Z",
        "'keep-newest: 1', 2026-11-24T03:20:00Z, never",
      })
  void twoFiringsAndAnHour(String line, Instant since, String due) {
    String yaml =
        """
        retention:
          clusters:
            prod: {uri: "http://localhost:19530"}
          policies:
            docs:
              cluster: prod
              collections: [docs]
              partitions: ["uuuu-MM"]
              keep: P3M
              %s
        """
            .formatted(line);

    assertThat(Reminders.due(WrittenRules.yaml(yaml).read().policy("docs"), since).orElse(null))
        .isEqualTo(due == null ? null : Instant.parse(due));
  }
}
