package io.github.milvusretention.policy.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Hold.Source;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which holds count: those that stand, and once more those that end without a command. */
class HoldsInForceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:15:00Z");
  private static final Duration NIGHT = Duration.ofHours(24);
  private static final Covers JANUARY =
      new Covers(null, null, null, null, new NameGlob("january"), null);
  private static final Covers FEBRUARY =
      new Covers(null, null, null, null, new NameGlob("february"), null);

  private List<KnownHold> known = List.of();

  private static Hold inFile(String name, Covers covers) {
    return new Hold(name, Source.FILE, HoldKind.HOLD, covers, "ada", "audit", null);
  }

  private static Hold placed(@Nullable Instant expires) {
    return new Hold("7", Source.COMMAND, HoldKind.HOLD, JANUARY, "ada", "audit", expires);
  }

  private HoldsInForce dryRun(Instant now, Collection<Hold> file, Collection<Hold> placed) {
    return HoldsInForce.of("nightly", file, placed, known, now, null);
  }

  /** A run that plans, and goes on with its plan. */
  private List<InForce> run(
      String name, Instant now, Collection<Hold> file, Collection<Hold> placed) {
    HoldsInForce met = HoldsInForce.of("nightly", file, placed, known, now, name);
    known = met.knownOnceTold(now, name);
    return met.all();
  }

  /** A run whose plan a guard refuses. */
  private List<InForce> refused(
      String name, Instant now, Collection<Hold> file, Collection<Hold> placed) {
    HoldsInForce met = HoldsInForce.of("nightly", file, placed, known, now, name);
    known = met.known();
    return met.all();
  }

  @Test
  void whatStandsCountsInEveryRun() {
    List<Hold> file = List.of(inFile("audit", JANUARY));
    List<Hold> placed = List.of(placed(NOW.plus(NIGHT.multipliedBy(9))));
    for (int night = 0; night < 5; night++) {
      assertThat(run("run " + night, NOW.plus(NIGHT.multipliedBy(night)), file, placed))
          .extracting(InForce::hold)
          .containsExactly(file.get(0), placed.get(0));
    }
  }

  @Test
  void whatALiftedHoldKeptIsFreeAtOnce() {
    assertThat(run("a", NOW, List.of(), List.of(placed(null)))).hasSize(1);
    assertThat(run("b", NOW, List.of(), List.of())).isEmpty();
  }

  @Test
  void anExpiredHoldCountsInOneRunMoreWhichSaysSo() {
    List<Hold> placed = List.of(placed(NOW));
    assertThat(run("before", NOW.minusNanos(1), List.of(), placed))
        .containsExactly(new InForce(placed.get(0), null, null));

    assertThat(dryRun(NOW, List.of(), placed).all())
        .as("however often it is planned")
        .containsExactly(new InForce(placed.get(0), Ending.EXPIRED, null));
    assertThat(run("first", NOW, List.of(), placed))
        .containsExactly(new InForce(placed.get(0), Ending.EXPIRED, null));

    assertThat(run("first", NOW.plus(NIGHT), List.of(), placed))
        .as("the same run, continued, is not one more")
        .hasSize(1);
    assertThat(dryRun(NOW.plusSeconds(1), List.of(), placed).all()).isEmpty();
    assertThat(run("second", NOW.plusSeconds(1), List.of(), placed)).isEmpty();
    assertThat(run("third", NOW.plus(NIGHT), List.of(), placed)).as("not again").isEmpty();
  }

  @Test
  void aNightThatAGuardRefusedUsesNothingUp() {
    List<Hold> placed = List.of(placed(NOW));
    assertThat(refused("first", NOW, List.of(), placed)).hasSize(1);
    assertThat(refused("second", NOW.plus(NIGHT), List.of(), placed)).hasSize(1);
    assertThat(run("third", NOW.plus(NIGHT), List.of(), placed)).hasSize(1);
    assertThat(run("fourth", NOW.plus(NIGHT), List.of(), placed)).isEmpty();
  }

  @Test
  void aHoldThatIsRemovedFromTheFileCountsForOneNightMore() {
    List<Hold> file = List.of(inFile("audit", JANUARY));
    run("before", NOW, file, List.of());
    Instant removed = NOW.plus(NIGHT);

    assertThat(dryRun(removed, List.of(), List.of()).all())
        .extracting(InForce::ending)
        .containsExactly(Ending.REMOVED);
    assertThat(run("first", removed, List.of(), List.of())).hasSize(1);
    assertThat(run("soon after", removed.plus(Duration.ofHours(19)), List.of(), List.of()))
        .as("a second run of the same night")
        .hasSize(1);
    assertThat(run("second", removed.plus(NIGHT), List.of(), List.of())).isEmpty();
    assertThat(known).as("nothing is left to be known").isEmpty();
  }

  @Test
  void aHoldSeenOnlyByRefusedPlansIsMissedAsWell() {
    refused("refused", NOW, List.of(inFile("audit", JANUARY)), List.of());

    assertThat(run("next", NOW.plus(NIGHT), List.of(), List.of())).hasSize(1);
  }

  @Test
  void aHoldThatIsBackInTheFileStands() {
    List<Hold> file = List.of(inFile("audit", JANUARY));
    run("before", NOW, file, List.of());
    run("without", NOW.plus(NIGHT), List.of(), List.of());
    run("back", NOW.plus(NIGHT.multipliedBy(2)), file, List.of());

    assertThat(run("gone again", NOW.plus(NIGHT.multipliedBy(3)), List.of(), List.of()))
        .as("told once more")
        .extracting(InForce::ending, InForce::told)
        .containsExactly(tuple(Ending.REMOVED, null));
  }

  @Test
  void aHoldThatCoversSomethingElseWasRemovedAndPlaced() {
    run("before", NOW, List.of(inFile("audit", JANUARY)), List.of());
    List<Hold> edited = List.of(inFile("audit", FEBRUARY));

    assertThat(run("first", NOW.plus(NIGHT), edited, List.of()))
        .extracting(InForce::hold, InForce::ending)
        .containsExactlyInAnyOrder(
            tuple(edited.get(0), null), tuple(inFile("audit", JANUARY), Ending.REMOVED));
    assertThat(run("second", NOW.plus(NIGHT.multipliedBy(2)), edited, List.of()))
        .extracting(InForce::hold)
        .containsExactly(edited.get(0));
  }

  @Test
  void anExpiredHoldOfTheFileThatIsDeletedLaterFreesNothingNew() {
    Hold expired = new Hold("audit", Source.FILE, HoldKind.HOLD, JANUARY, "ada", "audit", NOW);
    assertThat(run("told", NOW, List.of(expired), List.of())).hasSize(1);
    assertThat(run("free", NOW.plus(NIGHT), List.of(expired), List.of())).isEmpty();
    assertThat(run("deleted", NOW.plus(NIGHT), List.of(), List.of())).isEmpty();
  }

  @Test
  void whatContradictsItselfIsNoHold() {
    assertThatThrownBy(
            () -> new Hold("7", Source.COMMAND, HoldKind.LEGAL, JANUARY, "ada", "case", NOW))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("expires: is given for a legal hold");
    assertThatThrownBy(
            () -> new Hold("7", Source.FILE, HoldKind.LEGAL, JANUARY, "ada", "case", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Hold("7", Source.FILE, HoldKind.HOLD, JANUARY, "ada", "r".repeat(501), null))
        .hasMessageContaining("reason: has 501 characters");
  }
}
