package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.DROP;
import static io.github.milvusretention.drop.DropSetup.EXPIRED;
import static io.github.milvusretention.drop.DropSetup.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Several partitions that are released and confirmed together. */
class BatchDropTest {
  private static final String LIST = "partitions/list";
  private static final String HAS = "partitions/has";

  private final DropSetup setup = new DropSetup();
  private final Sandbox sandbox = setup.sandbox;
  private final List<DropAttempt> attempts =
      new ArrayList<>(EXPIRED.stream().map(name -> new DropAttempt(setup.planned(name))).toList());
  private final Map<String, DropResult> results = new LinkedHashMap<>();

  @AfterEach
  void stop() {
    setup.close();
  }

  private void loadAll() {
    EXPIRED.forEach(name -> sandbox.load(DB, "docs", name));
  }

  /** One batch. */
  private void batch() {
    setup.batches.drop(
        List.copyOf(attempts),
        settled ->
            settled.forEach(
                one -> {
                  attempts.remove(one.attempt());
                  assertThat(results.put(one.attempt().partition(), one.result())).isNull();
                }));
  }

  /** Batches until nothing is left, singly where that is asked for. */
  private void toTheEnd() {
    while (!attempts.isEmpty()) {
      if (attempts.get(0).alone()) {
        DropAttempt alone = attempts.remove(0);
        results.put(alone.partition(), setup.partition.drop(alone));
      } else {
        batch();
      }
    }
  }

  private DropResult result(String partition) {
    return Objects.requireNonNull(results.get(partition));
  }

  private void allDropped() {
    assertThat(results).hasSize(EXPIRED.size());
    assertThat(results.values()).containsOnly(DropResult.DROPPED);
    assertThat(sandbox.partitions(DB, "docs")).doesNotContainAnyElementsOf(EXPIRED);
  }

  @Test
  void oneReleaseAndOneListServeAllOfThem() {
    loadAll();

    batch();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
    assertThat(sandbox.callsTo(RELEASE).get(0).partitions()).isEqualTo(EXPIRED);
    assertThat(sandbox.callsTo(DROP)).hasSize(6);
    assertThat(sandbox.callsTo(LIST))
        .as("before and after, and once in a second: five calls are allowed in that time")
        .hasSize(3);
    assertThat(sandbox.callsTo(HAS)).hasSize(6);
    verify(setup.ledger, times(6)).note(any(), argThat(answer -> answer.route().equals(RELEASE)));
  }

  @Test
  void whatIsNotLoadedIsNotReleased() {
    batch();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE)).isEmpty();
  }

  @Test
  void aRefusedReleaseFallsBackToSingleCalls() {
    loadAll();
    sandbox.on(RELEASE).forPartition("2026_03").react(Reaction.internalError());

    toTheEnd();

    assertThat(result("2026_03").state()).isEqualTo(State.FAILED);
    assertThat(results.values().stream().filter(DropResult.DROPPED::equals)).hasSize(5);
  }

  @Test
  void anUnansweredReleaseIsAskedForNameByName() {
    loadAll();
    sandbox.on(RELEASE).once().react(Reaction.reset().afterEffect());

    toTheEnd();

    allDropped();
    assertThat(sandbox.callsTo("collections/get_load_state")).hasSize(6);
    assertThat(sandbox.callsTo(RELEASE)).hasSize(1);
  }

  @Test
  void ofAReleaseWithoutEffectNothingIsBelieved() {
    loadAll();
    sandbox.on(RELEASE).once().react(Reaction.reset());

    toTheEnd();

    allDropped();
  }

  @Test
  void aThrottledReleaseIsNotSentForEachName() {
    loadAll();
    sandbox.on(RELEASE).times(2).react(Reaction.throttled());

    toTheEnd();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE).size()).isLessThanOrEqualTo(4);
  }

  @Test
  void aNameThatOnlyTheLaterListShowsMayBeNewDataAndIsLeft() {
    sandbox
        .on(DROP)
        .forPartition("2026_02")
        .react(Reaction.honest().after(call -> sandbox.createPartitions(DB, "docs", "2026_02")));

    toTheEnd();

    assertThat(result("2026_02").state()).isEqualTo(State.DROP_SENT);
    assertThat(result("2026_02").why()).contains("or the name holds new data");
    assertThat(sandbox.callsTo(DROP)).as("not repeated").hasSize(6);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_02");
  }

  @Test
  void oneThatIsNotAnsweredBySuccessIsJudgedByTheListRightAfterIt() {
    loadAll();
    sandbox.on(DROP).forPartition("2026_03").once().react(Reaction.reset());

    toTheEnd();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE)).as("the rest stays released").hasSize(1);
    assertThat(sandbox.callsTo(DROP)).hasSize(7);
  }

  @Test
  void aDropThatIsRefusedAsLoadedIsReleasedAgain() {
    loadAll();
    sandbox
        .on(DROP)
        .forPartition("2026_03")
        .once()
        .react(Reaction.honest().before(call -> sandbox.load(DB, "docs", "2026_03")));

    toTheEnd();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE)).hasSize(2);
  }

  @Test
  void aStopInTheMiddleSettlesWhatWasSent() {
    int[] intents = {0};
    setup.whenever(CrashPoint.INTENT_WRITTEN, () -> setup.stopping = ++intents[0] == 3);

    assertThatExceptionOfType(RunFailure.class).isThrownBy(this::batch);

    assertThat(results).containsOnlyKeys("2026_01", "2026_02");
    assertThat(results.values()).containsOnly(DropResult.DROPPED);
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    verify(setup.ledger).withdrawIntent(any(), eq(State.PLANNED));
  }

  @Test
  void aConfirmationThatFailsLeavesAllOfThemUndecided() {
    int[] drops = {0};
    sandbox
        .on(DROP)
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      if (++drops[0] == 6) {
                        sandbox.on(LIST).react(Reaction.forbidden("ShowPartitions"));
                      }
                    }));

    batch();

    assertThat(results.values()).extracting(DropResult::state).containsOnly(State.DROP_SENT);
  }

  @Test
  void aListThatForgetsNamesProvesNothing() {
    sandbox.on(HAS).forPartition("2026_04").react(Reaction.data("{\"has\":true}"));

    batch();

    assertThat(result("2026_04").state()).isEqualTo(State.DROP_SENT);
    assertThat(results.values().stream().filter(DropResult.DROPPED::equals)).hasSize(5);
  }

  @Test
  void aCollectionReCreatedInTheMiddleKeepsTheRest() {
    int[] intents = {0};
    setup.whenever(
        CrashPoint.DROP_ANSWERED,
        () -> {
          if (++intents[0] == 2) {
            sandbox.recreateCollection(DB, "docs");
            sandbox.createPartitions(DB, "docs", EXPIRED);
            setup.time.pass(Duration.ofSeconds(2));
          }
        });

    toTheEnd();

    assertThat(sandbox.callsTo(DROP)).hasSize(2);
    assertThat(sandbox.partitions(DB, "docs")).containsAll(EXPIRED);
    assertThat(results.values()).doesNotContain(DropResult.DROPPED);
  }

  @Test
  void nothingIsWrittenAsReleasedThatWasRefused() {
    loadAll();
    sandbox.on(RELEASE).react(Reaction.denied());

    batch();

    assertThat(sandbox.callsTo(DROP)).isEmpty();
    InOrder marks = inOrder(setup.ledger);
    marks.verify(setup.ledger).writeReleased(anyList(), eq(true));
    marks.verify(setup.ledger).writeReleased(anyList(), eq(false));
  }

  @Test
  void whatOthersDropMeanwhileCountsForTheNewestThatStay() {
    int[] drops = {0};
    sandbox
        .on(DROP)
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      if (++drops[0] == 1) {
                        sandbox.dropPartitions(DB, "docs", "2026_11");
                        setup.time.pass(Duration.ofSeconds(2));
                      }
                    }));

    toTheEnd();

    assertThat(result("2026_06").state()).as("now the newest").isEqualTo(State.SKIPPED);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_06");
  }

  @Test
  void whatOthersDropMeanwhileIsNotOurs() {
    sandbox
        .on(DROP)
        .forPartition("2026_01")
        .react(
            Reaction.honest()
                .after(
                    call -> {
                      sandbox.dropPartitions(DB, "docs", "2026_04");
                      setup.time.pass(Duration.ofSeconds(2));
                    }));

    toTheEnd();

    assertThat(result("2026_04")).isEqualTo(DropResult.absent());
  }

  @Test
  void aNameThatAnyListLackedIsNotDroppedAgain() {
    sandbox.on(DROP).forPartition("2026_01").once().react(Reaction.lostEffect());
    int[] lists = {0};
    sandbox
        .on(LIST)
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      lists[0]++;
                      if (lists[0] == 3) {
                        sandbox.dropPartitions(DB, "docs", "2026_01");
                      }
                    })
                .after(
                    call -> {
                      if (lists[0] == 3) {
                        sandbox.createPartitions(DB, "docs", "2026_01");
                      }
                    }));
    DropAttempt january = attempts.get(0);

    DropResult result = setup.partition.drop(january);

    assertThat(result.state()).isEqualTo(State.DROP_SENT);
    assertThat(result.why()).contains("or the name holds new data");
    assertThat(sandbox.callsTo(DROP)).hasSize(1);
    assertThat(sandbox.partitions(DB, "docs")).contains("2026_01");
  }

  @Test
  void theOneWithoutAnAnswerIsAskedForTogetherWithTheOthers() {
    sandbox.on(DROP).forPartition("2026_03").once().react(Reaction.reset());
    int[] lists = {0};
    sandbox.on(LIST).react(Reaction.honest().after(call -> lists[0]++));

    batch();

    assertThat(result("2026_03")).isEqualTo(DropResult.DROPPED);
    assertThat(lists[0])
        .as("before the batch, and for all three; then for the repeated one")
        .isLessThanOrEqualTo(7);
  }

  @Test
  void aCollectionThatSeemedGoneOnceIsNotGoneForGood() {
    sandbox.on(DROP).react(Reaction.lostEffect());
    sandbox
        .on(LIST)
        .fromCall(2)
        .once()
        .react(Reaction.error(100, "can't find collection[database=default][collection=docs]"));
    sandbox.on("collections/list").once().react(Reaction.data("[]"));
    DropAttempt first = attempts.get(0);
    assertThat(setup.partition.drop(first)).isEqualTo(DropResult.COLLECTION_GONE);

    DropResult result = setup.partition.drop(attempts.get(1));

    assertThat(result.state()).isEqualTo(State.DROP_SENT);
  }

  @Test
  void aStopThatWasAskedForElsewhereReleasesNothing() {
    loadAll();
    doThrow(RunFailure.stopped()).when(setup.ledger).checkMaySendInDatabase();

    assertThatExceptionOfType(RunFailure.class).isThrownBy(this::batch);

    assertThat(sandbox.mutations()).isEmpty();
    verify(setup.ledger).writeReleased(anyList(), eq(false));
  }

  @Test
  void aReleaseThatIsNeverAnsweredIsNotSentAgainAndAgainForAll() {
    loadAll();
    sandbox
        .on(RELEASE)
        .react(
            call ->
                call.call().partitions().size() > 1
                    ? Reaction.reset().react(call)
                    : Reaction.honest().react(call));

    toTheEnd();

    allDropped();
    assertThat(sandbox.callsTo(RELEASE)).as("once together, then each").hasSize(7);
  }
}
