package io.github.milvusretention.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.rules.yaml.RulesText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be read as rules gets one sentence that says why, and where. */
class YamlFileTest {
  private static final String SOUND =
      """
      retention:
        clusters: {prod: {uri: "http://localhost:19530"}}
        policies:
          logs: {cluster: prod, collections: [logs], partitions: [uuuuMMdd], keep: P90D}
      """;
  private static final String BEGIN =
      "; begin with retention: and write clusters: and policies: beneath it";

  @TempDir Path directory;

  private static String refused(Path file) {
    return String.valueOf(
        catchThrowableOfType(
                RulesException.class, () -> Rules.read(file, Map.of(), WrittenRules.NOW))
            .getMessage());
  }

  private static String refused(String yaml) {
    return String.join("\n", WrittenRules.yaml(yaml).refused());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.yaml",
        "with space.yaml",
        "a#b.yaml",
        "a?b.yaml",
        "a;b.yaml",
        "[x].yaml",
        "日本é.yaml",
        "${x}.yaml",
        "a%20b.yaml",
        "no-extension",
        "file:x.yaml",
        "*.yaml",
        "optional;x",
        "a\\b",
        "{a,b}"
      })
  void a_file_may_have_any_name(String name) throws IOException {
    Path file = write(name, SOUND.getBytes(StandardCharsets.UTF_8));

    assertThat(Rules.read(file, Map.of(), WrittenRules.NOW).policies()).containsOnlyKeys("logs");
    assertThat(refused(write(name, "retention: {".getBytes(StandardCharsets.UTF_8))))
        .startsWith(file + ":1:13: is not YAML: ");
  }

  @Test
  void a_file_that_is_none_says_so() throws IOException {
    assertThat(refused(directory.resolve("nowhere.yaml")))
        .isEqualTo(
            directory.resolve("nowhere.yaml")
                + ": there are no rules here; write them there or name the file with --config");
    assertThat(refused(directory))
        .isEqualTo(directory + ": is a directory; name the file with --config");
    assertThat(refused(write("binary", new byte[] {'a', '\n', 'b', 0, 1, 2})))
        .endsWith(
            "binary:2:2: is not text: it holds the control character 0; remove it, or name another"
                + " file with --config");
    assertThat(refused(write("ctrl\u001b", new byte[0])))
        .contains("ctrl\\u001b: is empty")
        .doesNotContain("\u001b");
    assertThat(refused(write("latin", "retention: é".getBytes(ISO_8859_1))))
        .endsWith("latin: is not text in UTF-8; save it as UTF-8, or name the file with --config");
    assertThat(refused(write("large", new byte[RulesText.LARGEST + 1])))
        .endsWith(
            "large: is larger than 256 KiB, too large for rules; name the file with --config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u2029", "\r"})
  void an_end_of_a_line_that_no_editor_shows_is_refused(String end) throws IOException {
    String yaml = "retention:\n  # a comment" + end + "  lease-time: 40s\n";

    assertThat(refused(write("hidden.yaml", yaml.getBytes(UTF_8))))
        .endsWith(
            "hidden.yaml:2:14: holds U+%04X, which YAML takes for the end of a line and editors do"
                    .formatted((int) end.charAt(0))
                + " not; remove it, and end lines as on Unix or Windows");
  }

  @Test
  void lines_may_end_as_on_windows() throws IOException {
    assertThat(refused(write("windows.yaml", "retention:\r\n  x: 1\r\n".getBytes(UTF_8))))
        .contains("windows.yaml:2:3: retention.x: is not a known key");
  }

  @Test
  void a_file_that_may_not_be_read_says_so() throws IOException {
    Path file = write("secret.yaml", new byte[0]);
    Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));

    assertThat(refused(file))
        .isEqualTo(file + ": may not be read by this user; let it read the file");
  }

  @Test
  void a_byte_order_mark_does_not_count() {
    assertThat(WrittenRules.yaml("\uFEFF" + SOUND).read().policies()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "---\n...\n", "''"})
  void an_empty_file_says_so(String yaml) {
    assertThat(refused(yaml)).isEqualTo("rules.yaml: is empty" + BEGIN);
  }

  @Test
  void a_file_of_something_else_says_so() {
    assertThat(refused("- a\n- b\n")).isEqualTo("rules.yaml:1:1: is a list, not keys" + BEGIN);
    assertThat(refused("hello\n")).isEqualTo("rules.yaml:1:1: is a value, not keys" + BEGIN);
    assertThat(refused("policies:\n  a: b\n"))
        .isEqualTo("rules.yaml: has no retention: at its top" + BEGIN);
    assertThat(refused("retention.lease-time: 30s\n"))
        .isEqualTo("rules.yaml: has no retention: at its top" + BEGIN);
  }

  @Test
  void another_key_at_the_top_is_for_another_file() {
    assertThat(refused(SOUND + "spring:\n  ssl: {}\n"))
        .isEqualTo(
            "rules.yaml:5:1: spring: is not a key of the rules; what is meant for Spring Boot goes"
                + " into config/application.yaml; rules stand beneath retention:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\nspring: {}\n", "---\n", "...\n---\nretention: {}\n"})
  void a_second_document_is_for_another_file(String more) {
    assertThat(refused(SOUND + more))
        .matches(
            "rules\\.yaml:[56]:1: begins a second document; keep one; what is meant for Spring Boot"
                + " goes into config/application\\.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention:\\n\\tclusters:|2:1|indent with spaces",
        "retention:\\n  a: b\\n c: d|3:2|look at the indentation",
        "retention:\\n  a: b: c|2:7|look at the indentation",
        "retention: {a: b|1:17|look at the indentation",
        "retention: 'a|1:14|look at the indentation",
        "retention: @a|1:12|put a text with special characters in quotes",
        "retention: *_tmp|1:12|put names with * in quotes: \"*_tmp\"",
        "retention: [*]|1:14|put a text with special characters in quotes",
        "retention: &a b|1:12|write the value out, or put it in quotes",
        "retention: !a b|1:12|write the value out, or put it in quotes",
        "retention: !!int 5|1:12|write the value out, or put it in quotes",
        "retention: !a!b c|1:12|put a text with special characters in quotes",
        "retention: !!map {}|1:12|write the value out, or put it in quotes",
        "retention: !!java.net.URL [a]|1:12|write the value out, or put it in quotes",
        "retention:\\n  <<: {a: b}|2:3|write the keys out",
        "retention: {? [a] : b}|1:15|write key: value",
        "retention:\\n  a: 1\\n  a: 2|3:3|keep one of them",
        "retention:\\n  on: 1\\n  'on': 2|3:3|keep one of them",
        "retention: [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]|1:31|rules have no more than five",
      })
  void yaml_that_cannot_be_used_is_one_line_with_place_and_cure(
      String yaml, String place, String cure) {
    assertThat(refused(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .startsWith("rules.yaml:" + place + ": ")
        .contains("; " + cure)
        .doesNotContain("\n");
  }

  @Test
  void an_alias_bomb_is_refused_at_its_first_anchor() {
    StringBuilder bomb = new StringBuilder("retention:\n  a0: &a0 [x]\n");
    for (int i = 1; i < 100; i++) {
      bomb.append("  a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }

    assertThat(refused(bomb.toString()))
        .isEqualTo(
            "rules.yaml:2:7: & begins an anchor of YAML; write the value out, or put it in quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"!s3cret", "!s3cret!s3cret", "*s3cret", "&s3cret x", "'s3cret", "a: s3cret"})
  void yaml_that_cannot_be_used_does_not_show_a_token(String token) {
    assertThat(refused("retention:\n  clusters: \n    prod:\n      token: " + token + "\n"))
        .startsWith("rules.yaml:")
        .doesNotContain("s3cret");
  }

  @Test
  void the_exception_has_no_cause_and_says_the_count() {
    assertThatExceptionOfType(RulesException.class)
        .isThrownBy(WrittenRules.yaml("retention:")::read)
        .withNoCause()
        .withMessageEndingWith("\n2 mistakes in rules.yaml");
  }
}
