package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction = new Redaction(new Token("root:S3cr3t word"));

  @Test
  void hidesTheTokenThePasswordAloneAndItsBasicForm() {
    String basic =
        Base64.getEncoder().encodeToString("root:S3cr3t word".getBytes(StandardCharsets.UTF_8));
    assertThat(redaction.clean("Bearer root:S3cr3t word; S3cr3t word; Basic " + basic + "."))
        .isEqualTo("Bearer ***; ***; Basic ***==.");
  }

  @Test
  void hidesATokenWithALineBreakInside() {
    assertThat(redaction.clean("was root:S3cr3t\nword")).isEqualTo("was ***");
  }

  @Test
  void hidesATokenWithABlankThatIsNotSeen() {
    assertThat(redaction.clean("was root:S3cr3t\u200bword")).isEqualTo("was ***");
  }

  @Test
  void hidesAnApiKey() {
    assertThat(new Redaction(new Token("key42")).clean("bad key42!")).isEqualTo("bad ***!");
  }

  @Test
  void hidesNothingWithoutAToken() {
    assertThat(new Redaction(Token.NONE).clean("plain")).isEqualTo("plain");
    assertThat(new Redaction(new Token("user:")).clean("plain")).isEqualTo("plain");
  }

  @Test
  void showsWhatIsNotSeenEscapedAndInOneLine() {
    assertThat(redaction.clean("a\r\n\u001b[31mb\u0000c\u202ed\u2028e \ud800f\t"))
        .isEqualTo("a \\u001b[31mb\\u0000c\\u202ed\\u2028e \\ud800f");
  }

  @Test
  void truncatesAfterRedactionSoThatNoPartOfASecretRemains() {
    String text = "x".repeat(Redaction.MAX_LENGTH - 5) + "root:S3cr3t word and more";
    assertThat(redaction.clean(text)).hasSize(Redaction.MAX_LENGTH).endsWith("x*** …");
  }

  @Test
  void doesNotSplitASurrogatePair() {
    String text = "x".repeat(Redaction.MAX_LENGTH - 2) + "\ud83d\ude00 and more";
    assertThat(redaction.clean(text)).isEqualTo("x".repeat(Redaction.MAX_LENGTH - 2) + "…");
  }

  @Test
  void keepsATextOfMaximumLength() {
    String text = "x".repeat(Redaction.MAX_LENGTH);
    assertThat(redaction.clean(text)).isEqualTo(text);
  }
}
