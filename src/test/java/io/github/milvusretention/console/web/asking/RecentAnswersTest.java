package io.github.milvusretention.console.web.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.story.SettableClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final SettableClock clock = new SettableClock(NOW.toString());
  private final RecentAnswers<String, Integer> answers = new RecentAnswers<>(clock, 20);
  private final AtomicInteger asked = new AtomicInteger();

  private Answer<Integer> ask(String key) {
    return answers.find(key).orElseGet(() -> answers.ask(key, asked::incrementAndGet));
  }

  @Test
  void anAnswerIsKeptForFiveMinutes() {
    assertThat(ask("a")).isEqualTo(new Answer<>(1, NOW));
    clock.set(NOW.plusSeconds(299));
    assertThat(ask("a")).isEqualTo(new Answer<>(1, NOW));
    clock.set(NOW.plusSeconds(300));
    assertThat(ask("a")).isEqualTo(new Answer<>(2, NOW.plusSeconds(300)));
  }

  @Test
  void anotherKeyIsAnotherQuestion() {
    assertThat(ask("a").value()).isEqualTo(1);
    assertThat(ask("b").value()).isEqualTo(2);
  }

  @Test
  void aFreshAnswerTakesThePlaceOfTheKeptOne() {
    ask("a");
    assertThat(answers.ask("a", asked::incrementAndGet).value()).isEqualTo(2);
    assertThat(ask("a").value()).isEqualTo(2);
  }

  @Test
  void aFailureIsToldAndNotKept() {
    assertThatThrownBy(
            () ->
                answers.ask(
                    "a",
                    () -> {
                      throw new IllegalStateException("the cluster is away");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the cluster is away");

    assertThat(ask("a").value()).isEqualTo(1);
  }

  @Test
  void theOldestOfTwentyIsGivenUp() {
    for (int i = 1; i <= 21; i++) {
      ask("key " + i);
    }

    assertThat(ask("key 2").value()).isEqualTo(2);
    assertThat(ask("key 1").value()).isEqualTo(22);
  }

  @Test
  void theAnswerToASlowQuestionIsKeptFromWhenItCame() {
    Answer<Integer> slow =
        answers.ask(
            "a",
            () -> {
              clock.set(NOW.plusSeconds(600));
              return 7;
            });

    assertThat(slow).isEqualTo(new Answer<>(7, NOW));
    assertThat(ask("a")).isEqualTo(slow);
  }
}
