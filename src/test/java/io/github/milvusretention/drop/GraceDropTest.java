package io.github.milvusretention.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One partition of a policy with a grace: its release by one run, its drop by another. */
class GraceDropTest {
  private static final String NAME = "2026_01";
  private static final Instant SINCE = Instant.parse("2026-11-10T03:15:00Z");
  private static final String LOAD_STATE = "collections/get_load_state";

  private final DropSetup setup = new DropSetup();

  @AfterEach
  void stop() {
    setup.close();
  }

  @Test
  void aReleaseIsConfirmedByTheLoadState() {
    setup.sandbox.load(DropSetup.DB, "docs");

    DropResult result = setup.drop(row(Action.RELEASE, null));

    assertThat(result).isEqualTo(DropResult.released(DropSetup.CLOCK.instant()));
    assertThat(setup.sandbox.loaded(DropSetup.DB, "docs")).doesNotContain(NAME);
    assertThat(setup.sandbox.callsTo(DropSetup.DROP)).isEmpty();
  }

  @Test
  void oneThatIsNotLoadedNeedsNoCall() {
    assertThat(setup.drop(row(Action.RELEASE, null)).state()).isEqualTo(State.RELEASED);
    assertThat(setup.sandbox.mutations()).isEmpty();
  }

  @Test
  void aReleaseWithoutEffectIsTriedAgainAndFailsInTheEnd() {
    setup.sandbox.load(DropSetup.DB, "docs");
    setup.sandbox.on(DropSetup.RELEASE).react(Reaction.lostEffect());

    DropResult result = setup.drop(row(Action.RELEASE, null));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.why())
        .startsWith("the server said it was released, but still shows it as loaded");
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).hasSizeGreaterThan(1);
  }

  @Test
  void aReleaseThatTakesEffectLateIsWaitedFor() {
    setup.sandbox.load(DropSetup.DB, "docs", NAME);
    setup.sandbox.on(DropSetup.RELEASE).once().react(Reaction.lostEffect());
    int[] looks = {0};
    setup
        .sandbox
        .on(LOAD_STATE)
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      if (++looks[0] == 4) {
                        unload();
                      }
                    }));

    assertThat(setup.drop(row(Action.RELEASE, null)).state()).isEqualTo(State.RELEASED);
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).hasSize(1);
  }

  @Test
  void severalAreReleasedByOneCallAndConfirmedOneByOne() {
    setup.sandbox.load(DropSetup.DB, "docs");
    setup.sandbox.on(LOAD_STATE).forPartition("2026_02").fromCall(2).react(Reaction.loaded());
    List<Settled> settled = new ArrayList<>();

    setup.batches.drop(
        List.of(attempt(NAME), attempt("2026_02"), attempt("2026_03")), settled::addAll);

    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE))
        .singleElement()
        .satisfies(call -> assertThat(call.partitions()).hasSize(3));
    assertThat(settled).isNotEmpty();
    assertThat(settled)
        .filteredOn(each -> each.result().state() == State.RELEASED)
        .extracting(each -> each.attempt().partition())
        .doesNotContain("2026_02");
  }

  @Test
  void whatWaitedLongEnoughIsDroppedWithoutARelease() {
    known(null);

    assertThat(setup.drop(row(Action.DROP, SINCE))).isEqualTo(DropResult.DROPPED);
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).isEmpty();
  }

  @Test
  void whatIsLoadedAgainIsKept() {
    known(null);
    setup.sandbox.load(DropSetup.DB, "docs", NAME);

    assertKept(setup.drop(row(Action.DROP, SINCE)), "in use: it was released " + SINCE);
    verify(setup.ledger, never()).writeIntent(any());
  }

  @Test
  void whatIsLoadedAfterTheLastQuestionIsRefusedByTheServerAndNeverReleased() {
    known(null);
    setup.whenever(CrashPoint.INTENT_WRITTEN, () -> setup.sandbox.load(DropSetup.DB, "docs", NAME));

    DropResult result = setup.drop(row(Action.DROP, SINCE));

    assertThat(result.state()).isEqualTo(State.SKIPPED);
    assertThat(result.why()).startsWith("in use: ");
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).isEmpty();
    assertThat(setup.sandbox.partitions(DropSetup.DB, "docs")).contains(NAME);
  }

  @Test
  void aWholeBatchOfThemReleasesNothing() {
    known(null);
    setup.sandbox.load(DropSetup.DB, "docs", "2026_02", "2026_06");
    List<Settled> settled = new ArrayList<>();
    List<DropAttempt> attempts = new ArrayList<>();
    for (String name : List.of(NAME, "2026_02", "2026_03")) {
      attempts.add(new DropAttempt(row(name, Action.DROP, SINCE)));
    }

    while (!attempts.isEmpty()) {
      List<Settled> round = new ArrayList<>();
      setup.batches.drop(attempts, round::addAll);
      round.forEach(each -> attempts.remove(each.attempt()));
      settled.addAll(round);
    }

    assertThat(settled)
        .extracting(each -> each.attempt().partition() + " " + each.result().state())
        .containsExactlyInAnyOrder("2026_01 DROPPED", "2026_02 SKIPPED", "2026_03 DROPPED");
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).isEmpty();
  }

  @Test
  void whatARunSawLoadedInBetweenIsKept() {
    known(Instant.parse("2026-11-20T03:15:00Z"));

    assertKept(setup.drop(row(Action.DROP, SINCE)), "was seen loaded again 2026-11-20T03:15:00Z");
  }

  @Test
  void whatARunSawGoneInBetweenIsKept() {
    when(setup.releases.find(any(), any())).thenReturn(Optional.empty());

    assertKept(setup.drop(row(Action.DROP, SINCE)), "does not count any more");
  }

  @Test
  void anUnknownLoadStateKeeps() {
    known(null);
    setup
        .sandbox
        .on(LOAD_STATE)
        .react(Reaction.data("{\"loadState\":\"LoadStateNotExist\",\"loadProgress\":0}"));

    DropResult result = setup.drop(row(Action.DROP, SINCE));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(setup.sandbox.callsTo(DropSetup.DROP)).isEmpty();
  }

  /** Before 2.5 the server does not say why there is no progress. */
  @Test
  void aServerThatGivesNoReasonIsSentTheReleaseAndThenBelieved() {
    noReason();

    assertThat(setup.drop(row(Action.RELEASE, null)).state()).isEqualTo(State.RELEASED);
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).hasSize(1);
  }

  @Test
  void aServerThatGivesNoReasonRefusesTheDropOfWhatIsLoaded() {
    known(null);
    noReason();
    setup.sandbox.load(DropSetup.DB, "docs", NAME);

    assertThat(setup.drop(row(Action.DROP, SINCE)).state()).isEqualTo(State.SKIPPED);
    assertThat(setup.sandbox.callsTo(DropSetup.RELEASE)).isEmpty();
    assertThat(setup.sandbox.loaded(DropSetup.DB, "docs")).contains(NAME);
  }

  private void noReason() {
    setup
        .sandbox
        .on(LOAD_STATE)
        .react(Reaction.data("{\"loadState\":\"LoadStateLoading\",\"loadProgress\":-1}"));
  }

  private void assertKept(DropResult result, String why) {
    assertThat(result.state()).isEqualTo(State.SKIPPED);
    assertThat(result.why()).contains(why);
    assertThat(setup.sandbox.mutations()).isEmpty();
  }

  private void known(@Nullable Instant loadedAgain) {
    when(setup.releases.find(any(), any()))
        .thenAnswer(
            asked -> {
              LedgerRow row = asked.getArgument(1);
              return Optional.of(
                  new Released(row.address(), row.collectionId(), SINCE, loadedAgain, null, null));
            });
  }

  private void unload() {
    setup.sandbox.dropPartitions(DropSetup.DB, "docs", NAME);
    setup.sandbox.createPartitions(DropSetup.DB, "docs", NAME);
  }

  private DropAttempt attempt(String name) {
    return new DropAttempt(row(name, Action.RELEASE, null));
  }

  private LedgerRow row(Action action, @Nullable Instant released) {
    return row(NAME, action, released);
  }

  private LedgerRow row(String name, Action action, @Nullable Instant released) {
    LedgerRow planned = setup.planned(name);
    return new LedgerRow(
        planned.id(),
        planned.address(),
        planned.collectionId(),
        planned.periodStart(),
        planned.periodEnd(),
        null,
        action,
        null,
        null,
        new LedgerRow.Progress(
            State.PLANNED,
            released != null,
            0,
            null,
            1,
            DropSetup.CLOCK.instant(),
            released,
            null));
  }
}
