package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** config/retention.schema.json tells editors the keys that there are. */
class RulesSchemaTest {
  private static final Path FILE = Path.of("config", "retention.schema.json");

  @Test
  void the_schema_is_that_of_the_list_of_keys() throws IOException {
    String expected = RulesSchema.text(Files.readString(FILE));
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(FILE, expected);
    }

    assertThat(Files.readString(FILE))
        .as("rewrite it with: mvn -q test -Dtest=RulesSchemaTest -Dschema.write=true")
        .isEqualTo(expected)
        .as("describe each key in it")
        .doesNotContainPattern("\"description\" : \"( From [^\"]*)?\"");
  }

  @Test
  void the_shipped_file_names_it() throws IOException {
    Path rules = Path.of("config", "retention.yaml");
    String line = Files.readAllLines(rules).get(0);

    assertThat(line).startsWith("# yaml-language-server: $schema=");
    assertThat(rules.resolveSibling(line.substring(line.indexOf('=') + 1))).isEqualTo(FILE);
  }
}
