package io.github.milvusretention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's failure handbook knows every answer that an error can begin with. */
class HandbookTest {
  @ParameterizedTest
  @EnumSource(names = "SUCCESS", mode = EnumSource.Mode.EXCLUDE)
  void everyAnswerHasItsCure(Outcome outcome) throws IOException {
    String words =
        switch (outcome) {
          case COLLECTION_GONE -> "`the collection …`";
          case DATABASE_GONE -> "`the database …`";
          // Only the beginning; the rest of the sentence guesses at the reason.
          case NO_SUCH_ROUTE -> outcome.meaning().substring(0, outcome.meaning().indexOf(':'));
          default -> "`" + outcome.meaning();
        };
    assertThat(Files.readString(Path.of("README.md"))).contains(words);
  }
}
