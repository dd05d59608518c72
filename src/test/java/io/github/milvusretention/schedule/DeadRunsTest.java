package io.github.milvusretention.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.tier.Slow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which of the runs of dead processes the daemon takes up. */
@Slow
class DeadRunsTest {
  private static final List<String> DEAD = List.of("nightly", "weekly");

  private final TestRules rules = new TestRules().policy("nightly").policy("weekly");
  private final Runner runner = mock(Runner.class);
  private final List<String> continued = new ArrayList<>();
  private OtherDaemons others = OtherDaemons.NONE;

  /** One look of the daemon, by a runner that finds a dead run of each policy. */
  private List<String> look(RulesInForce inForce) throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    doAnswer(
            call -> {
              LaunchPermit permit = call.getArgument(0);
              DEAD.stream()
                  .filter(policy -> permit.objection(policy).isEmpty())
                  .forEach(continued::add);
              looked.countDown();
              return null;
            })
        .when(runner)
        .continueDead(any());
    DeadRuns deadRuns = new DeadRuns(runner, rules.rules(), inForce);
    deadRuns.start();
    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    deadRuns.stop();
    return continued;
  }

  private RulesInForce inForce() {
    return new RulesInForce(rules.onDisk(), Clock.systemUTC(), others);
  }

  @Test
  void whileTheRulesAreThoseOfTheFileEveryRunIsContinued() throws InterruptedException {
    assertThat(look(inForce())).containsExactly("nightly", "weekly");
  }

  @Test
  void byRulesThatAreNoLongerInTheFileNothingIsContinued() throws InterruptedException {
    RulesInForce inForce = inForce();
    rules.write(rules.text().replace("P3M", "P6M"));

    assertThat(look(inForce)).isEmpty();
  }

  @Test
  void byRulesThatAnotherDaemonDisagreesWithNothingOfThatPolicyIsContinued()
      throws InterruptedException {
    others = policy -> policy.equals("nightly") ? Optional.of("keep") : Optional.empty();

    assertThat(look(inForce())).containsExactly("weekly");
  }

  @Test
  void aLookThatRunsOutOfMemoryIsNotTheLast() {
    doThrow(new OutOfMemoryError("taken by others")).when(runner).continueDead(any());
    DeadRuns deadRuns = new DeadRuns(runner, rules.rules(), inForce());

    assertThatCode(deadRuns::continueDeadRuns).doesNotThrowAnyException();
  }
}
