package io.github.milvusretention.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where it is not certain that there are two people, there is one. */
class RunOriginTest {
  @ParameterizedTest
  @CsvSource({
    "ann@console, ann",
    "Ann@node-1, ann",
    "ann@example.org@console, ann",
    "ann@example.org@node-1, ann",
    "ann.b@console, ann.b",
    "schedule 0 15 3 * * ?, schedule 0 15 3 * * ?"
  })
  void a_person_is_known_by_what_stands_before_the_first_at(String requestedBy, String user) {
    assertThat(RunOrigin.user(requestedBy)).isEqualTo(user);
  }
}
