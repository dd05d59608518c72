package io.github.milvusretention.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that commands place and lift. */
@EveryDatabase
class HoldStoreTest {
  private static final Covers JANUARY =
      Covers.of(new Address("prod", "default", "docs", "january"));

  private final Repository repository;
  private final HoldStore holds;

  HoldStoreTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    holds = repository.holds(Repository.CLOCK);
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  private static final Actor GRACE = Actor.ofCommand("grace", "here");
  private static final Actor ADA = Actor.ofCommand("ada", "here");

  private static Wanted wanted(HoldKind kind, @Nullable Instant expires) {
    return new Wanted(kind, JANUARY, "ada", "audit of 2026", expires);
  }

  private static long id(PlacedHold placed) {
    return Long.parseLong(placed.hold().name());
  }

  @Test
  void whatIsPlacedIsReadAsItWasWritten() {
    Covers all =
        new Covers(
            new NameGlob("daily"),
            new NameGlob("prod"),
            new NameGlob("d*"),
            new NameGlob("logs_?"),
            new NameGlob("p-2026*"),
            new Days(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-03-31")));
    Covers since =
        new Covers(null, null, null, null, null, new Days(LocalDate.parse("2026-01-01"), null));
    PlacedHold one =
        holds.place(
            new Wanted(HoldKind.HOLD, all, "ada", "audit", Instant.parse("2027-02-01T00:00:00Z")),
            GRACE);
    PlacedHold other = holds.place(new Wanted(HoldKind.LEGAL, since, "law", "case 7", null), GRACE);

    assertThat(holds.all(false)).containsExactly(one, other);
    assertThat(one.hold().name()).isNotEqualTo(other.hold().name());
    assertThat(one.at()).isEqualTo(Repository.CLOCK.instant());
  }

  @Test
  void aLiftedHoldStaysOnRecordAndCountsNoMore() {
    PlacedHold placed = holds.place(wanted(HoldKind.HOLD, null), GRACE);

    PlacedHold lifted = holds.lift(id(placed), "", GRACE);

    assertThat(holds.all(false)).isEmpty();
    assertThat(holds.all(true)).containsExactly(lifted);
    assertThat(lifted.lifted())
        .isEqualTo(new PlacedHold.Lifted(Repository.CLOCK.instant(), "grace@here", ""));
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> holds.lift(id(placed), "again", ADA))
        .withMessageContaining("was lifted already, by grace@here");
  }

  @Test
  void aLegalHoldIsLiftedWithAReasonAndByAnotherUserAlone() {
    long legal = id(holds.place(wanted(HoldKind.LEGAL, null), GRACE));

    assertThatThrownBy(() -> holds.lift(legal, " ", ADA)).hasMessageContaining("reason");
    for (Actor same :
        List.of(
            GRACE,
            Actor.ofCommand("grace", "elsewhere"),
            Actor.ofCommand("Grace", "here"),
            new Actor("grace", List.of("OPERATOR"), Actor.Source.CONSOLE, "10.0.0.7"))) {
      assertThatThrownBy(() -> holds.lift(legal, "the case is closed", same))
          .as("%s", same)
          .isInstanceOf(RuleException.class)
          .hasMessageContaining("who cannot lift it as well");
    }
    assertThat(holds.all(false)).hasSize(1);

    assertThat(holds.lift(legal, "the case is closed", ADA).lifted()).isNotNull();
    assertThat(holds.all(false)).isEmpty();
  }

  @Test
  void whatIsNoHoldIsRefusedAndNothingIsWritten() {
    assertThatThrownBy(() -> holds.place(wanted(HoldKind.LEGAL, Instant.MAX), GRACE))
        .hasMessageContaining("does not expire");
    assertThatThrownBy(() -> holds.place(wanted(HoldKind.HOLD, Repository.CLOCK.instant()), GRACE))
        .hasMessageContaining("expires: is over already");
    assertThatThrownBy(
            () -> holds.place(new Wanted(HoldKind.HOLD, JANUARY, " ", "why", null), GRACE))
        .hasMessageContaining("owner: is empty");
    assertThatThrownBy(() -> holds.lift(7, "", ADA)).hasMessageContaining("there is no hold 7");
    assertThat(holds.all(true)).isEmpty();
  }

  /** A newer version may know more conditions: without them the hold would cover too little. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "covers = '{\"partition\":\"january\",\"tenant\":\"acme\"}'",
        "kind = 'ETERNAL'",
      })
  void whatCannotBeReadIsNotLeftOut(String change) {
    PlacedHold placed = holds.place(wanted(HoldKind.HOLD, null), GRACE);
    repository.database().change("UPDATE retention_hold SET " + change);

    assertThatThrownBy(() -> holds.all(false))
        .hasMessageContaining("hold " + placed.hold().name() + " cannot be read");
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"covers = '{}'", "covers = 'january'"})
  void whatCoversNothingIsNotLeftOutEither(String change) {
    whatCannotBeReadIsNotLeftOut(change);
  }
}
