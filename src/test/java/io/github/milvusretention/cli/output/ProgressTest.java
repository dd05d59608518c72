package io.github.milvusretention.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.drop.DropBegins;
import io.github.milvusretention.drop.DropsStarted;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.plan.list.CollectionsRead;
import io.github.milvusretention.policy.Address;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.PayloadApplicationEvent;

class ProgressTest {
  private final StringWriter err = new StringWriter();
  private long nanos;

  private Progress progress(int columns) {
    return new Progress(
        new PrintWriter(err),
        columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns),
        () -> nanos);
  }

  private void tell(Progress progress, Object event) {
    progress.onApplicationEvent(new PayloadApplicationEvent<>(this, event));
  }

  private static Address address(String partition) {
    return new Address("prod", "default", "docs", partition);
  }

  private static PartitionSettled dropped(String partition) {
    return new PartitionSettled("nightly", 7, address(partition), State.DROPPED, null);
  }

  /** What a terminal shows in its line after each update, without what was overwritten. */
  private Stream<String> updates() {
    return Stream.of(err.toString().split("\r\u001b\\[K")).filter(line -> !line.isEmpty());
  }

  private String last() {
    return updates().reduce((one, next) -> next).orElseThrow();
  }

  @Test
  void planningTellsHowManyCollectionsWereRead() {
    Progress progress = progress(80);
    tell(progress, new CollectionsRead("nightly", 3, 12));

    assertThat(last()).isEqualTo("nightly collections 3/12 read");
  }

  @Test
  void droppingTellsTheCurrentNameThePaceAndTheTimeLeft() {
    Progress progress = progress(80);
    tell(progress, new DropsStarted("nightly", 200));
    nanos = Duration.ofSeconds(10).toNanos();
    for (int i = 0; i < 50; i++) {
      tell(progress, dropped("p" + i));
    }
    tell(progress, new DropBegins("nightly", address("p50")));

    assertThat(last())
        .isEqualTo("nightly 50/200 dropping default.docs/p50, 5.0 a second, 30 s left");
  }

  @Test
  void thePaceIsThatOfTheLastHalfMinute() {
    Progress progress = progress(80);
    tell(progress, new DropsStarted("nightly", 10_000));
    for (int i = 0; i < 400; i++) {
      tell(progress, dropped("fast"));
    }
    for (int i = 0; i < 100; i++) {
      nanos += Duration.ofSeconds(1).toNanos();
      tell(progress, dropped("slow"));
    }

    assertThat(last()).endsWith(", 1.0 a second, 2 h left");
  }

  @Test
  void aCountOfCollectionsIsNeverCut() {
    Progress progress = progress(24);
    tell(progress, new CollectionsRead("a-policy-with-a-long-name", 3, 12));
    assertThat(last()).isEqualTo("3/12");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80})
  void noUpdateIsAsWideAsTheTerminal(int columns) {
    Progress progress = progress(columns);
    tell(progress, new CollectionsRead("nightly", 3, 12));
    tell(progress, new DropsStarted("nightly", 3));
    nanos = Duration.ofSeconds(10).toNanos();
    tell(progress, dropped("p".repeat(255)));
    tell(progress, new DropBegins("nightly", address("x".repeat(255))));
    tell(progress, dropped("p".repeat(255)));

    assertThat(updates()).allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
  }

  @Test
  void aLongNameIsCutInItsMiddle() {
    Progress progress = progress(60);
    tell(progress, new DropsStarted("nightly", 3));
    tell(progress, new DropBegins("nightly", address("z".repeat(200) + "2026_01_31")));

    assertThat(last()).startsWith("nightly 0/3 dropping default.docs/z").endsWith("z2026_01_31");
    assertThat(last()).contains("…").hasSize(59);
  }

  @Test
  void aFailureStays() {
    Progress progress = progress(40);
    tell(progress, new DropsStarted("nightly", 2));
    String why = "the server said no ".repeat(10);
    tell(progress, new PartitionSettled("nightly", 7, address("p1"), State.FAILED, why));

    assertThat(err.toString())
        .isEqualTo("\r\u001b[Knightly 1/2 default.docs/p1 FAILED: " + why + System.lineSeparator());
  }

  @Test
  void withoutATerminalOnlyResultsAreTold() {
    Progress progress = progress(0);
    tell(progress, new CollectionsRead("nightly", 3, 12));
    tell(progress, new DropsStarted("nightly", 1));
    tell(progress, new DropBegins("nightly", address("p1")));
    tell(progress, dropped("p1"));

    assertThat(err.toString().lines()).containsExactly("nightly 1/1 default.docs/p1 DROPPED");
  }
}
