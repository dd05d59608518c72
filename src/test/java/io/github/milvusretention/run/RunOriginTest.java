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
    "ann.b@console, annb",
    "ann.b@example.org@console, annb",
    "ann-b@console, annb",
    "EXAMPLE\\ann_b@console, annb",
    "example/ann b @console, annb",
    "Жанна@console, жанна",
    "--@console, --"
  })
  void a_person_is_known_by_the_letters_before_the_first_at(String requestedBy, String user) {
    assertThat(RunOrigin.user(requestedBy)).isEqualTo(user);
  }
}
