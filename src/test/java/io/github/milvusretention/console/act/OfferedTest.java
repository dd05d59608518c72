package io.github.milvusretention.console.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.runs.RunStanding;
import io.github.milvusretention.rules.console.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which acts are offered, and why the others are off. */
class OfferedTest {
  private static final Asking OPERATOR = asking(null, Role.OPERATOR);
  private static final Asking APPROVER = asking(null, Role.APPROVER);

  private static Asking asking(@Nullable String closed, Role... roles) {
    return new Asking(new Person("ada", Set.of(roles), "127.0.0.1"), closed);
  }

  /** What becomes of a run that failed. */
  private static final class Given {
    private boolean known = true;
    private boolean over = true;
    private boolean alive;
    private boolean stopping;
    private boolean finished;
    private boolean waits;
    private List<String> starters = List.of("bob@console");
    private @Nullable String objection;

    private RunStanding run() {
      return new RunStanding(
          41, "nightly", known, over, alive, stopping, finished, waits, starters, objection);
    }
  }

  private final Given given = new Given();

  private @Nullable String rerun() {
    return Offered.rerun(given.run(), OPERATOR).off();
  }

  private @Nullable String stop() {
    return Offered.stop(given.run(), OPERATOR).off();
  }

  private @Nullable String accept() {
    return Offered.accept(given.run(), APPROVER).off();
  }

  @Test
  void aRunThatFailedCanBeContinuedAndNotStopped() {
    assertThat(Offered.rerun(given.run(), OPERATOR))
        .isEqualTo(new Offered("Rerun", "/runs/41/rerun", null));
    assertThat(Offered.rerun(given.run(), OPERATOR).on()).isTrue();
    assertThat(stop()).isEqualTo("the run is not in progress");
    assertThat(accept()).isEqualTo("no plan of this run waits for a person");
  }

  @Test
  void aRunInProgressCanBeStoppedOnce() {
    given.over = false;
    given.alive = true;
    assertThat(rerun()).isEqualTo("the run is in progress");
    assertThat(stop()).isNull();

    given.stopping = true;
    assertThat(stop()).isEqualTo("it was asked to stop already");
  }

  @Test
  void aRunWhoseProcessDiedIsContinuedAndNotStopped() {
    given.over = false;
    assertThat(rerun()).isNull();
    assertThat(stop()).isEqualTo("its process is dead; a rerun continues it");
  }

  @Test
  void aFinishedRunIsNotContinued() {
    given.finished = true;
    assertThat(rerun()).isEqualTo("the run is finished");
  }

  @Test
  void nothingIsContinuedBesideAnotherRunOrByOtherRules() {
    given.alive = true;
    assertThat(rerun()).isEqualTo("another run of this policy is in progress");

    given.objection = "the rules file differs";
    assertThat(rerun()).isEqualTo("the rules file differs");

    given.known = false;
    assertThat(rerun()).isEqualTo("the policy nightly is no longer in the rules");
  }

  @Test
  void aPlanThatWaitsIsAcceptedByAnotherPerson() {
    given.waits = true;
    assertThat(accept()).isNull();

    given.starters = List.of("bob@console", "ada@laptop");
    assertThat(accept()).contains("somebody else must");
  }

  @Test
  void whoMayNotIsToldWhichRoleItNeeds() {
    given.waits = true;

    assertThat(Offered.accept(given.run(), OPERATOR).off()).isEqualTo("it needs the role approver");
    assertThat(Offered.rerun(given.run(), asking(null, Role.VIEWER)).off())
        .isEqualTo("it needs the role operator");
    assertThat(Offered.rerun(given.run(), asking("nobody may act", Role.OPERATOR)).off())
        .isEqualTo("nobody may act");
  }

  @Test
  void aPolicyRunsOnceAtATime() {
    assertThat(Offered.runNow("nightly", false, null, OPERATOR))
        .isEqualTo(new Offered("Run now", "/policies/nightly/run", null));
    assertThat(Offered.runNow("nightly", true, null, OPERATOR).off())
        .isEqualTo("a run of this policy is in progress");
    assertThat(Offered.runNow("nightly", false, "the rules file differs", OPERATOR).off())
        .isEqualTo("the rules file differs");
  }
}
