package io.github.milvusretention.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The handbook has every message of the program with its cure, and no other. A failure lists the
 * rows to write, or those to remove.
 */
class HandbookTest {
  private static List<Sentence> sentences = List.of();
  private static final Page handbook = Page.named("handbook.md");

  @BeforeAll
  static void read() throws IOException {
    sentences = Sources.strings();
  }

  @Test
  void everyMessageHasItsCure() {
    List<String> known = messages().toList();
    TreeMap<String, List<String>> missing = new TreeMap<>();
    for (Sentence sentence : sentences) {
      String key = sentence.key();
      if (known.stream().noneMatch(message -> message.contains(key))
          && Stream.of(Exemption.values()).noneMatch(exempt -> exempt.covers(sentence))) {
        missing.computeIfAbsent(sentence.text(), text -> new ArrayList<>()).add(sentence.where());
      }
    }
    assertThat(missing.entrySet().stream().map(e -> row(e.getKey(), e.getValue())))
        .as("write these rows into %s, with their cures", handbook)
        .isEmpty();
  }

  private static String row(String text, List<String> where) {
    return "\n| `" + text.replace("|", "\\|") + "` | |   " + String.join(", ", where);
  }

  @Test
  void noCureIsForAMessageThatNobodySays() {
    List<String> said = sentences.stream().map(Sentence::text).toList();
    List<String> idle =
        messages()
            .filter(message -> said.stream().noneMatch(containing(Sentence.longest(message))))
            .toList();
    assertThat(idle).as("the sources say these no more: remove or correct them").isEmpty();
  }

  /** What the tables of messages have in their first column. */
  private static Stream<String> messages() {
    return handbook.rows().stream()
        .filter(row -> row.heading().startsWith("message"))
        .flatMap(row -> row.code().stream());
  }

  private static Predicate<String> containing(String part) {
    return text -> text.contains(part);
  }

  @ParameterizedTest
  @EnumSource
  void everyExemptionIsNeeded(Exemption exempt) {
    assertThat(sentences.stream().anyMatch(exempt::covers)).as("%s", exempt).isTrue();
  }

  @Test
  void everyExemptPartIsSaid() {
    Set<String> said = sentences.stream().map(Sentence::text).collect(Collectors.toSet());
    assertThat(Exemption.Parts.TEXTS).filteredOn(text -> !said.contains(text)).isEmpty();
  }

  @Test
  void theSourcesAreReadWhole() {
    assertThat(sentences.size()).isGreaterThan(300);
    assertThat(
            sentences.stream().map(Sentence::text).toList().contains(Outcome.THROTTLED.meaning()))
        .isTrue();
  }
}
