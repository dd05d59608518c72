package io.github.milvusretention.console.act.runs;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.act.NotDone;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.act.Refusals;
import io.github.milvusretention.console.act.Storable;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.RecentAnswers;
import io.github.milvusretention.console.web.SlowAnswers;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.guard.RefusalsShown;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.ledger.plans.PlanRecord;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.ledger.plans.SavedPlans;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.ReviewedPlan;
import io.github.milvusretention.plan.freeze.Remembering;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.StopSignal;
import io.github.milvusretention.run.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Accepts exactly one plan that a guard refused, or what of a plan waited for a person. The plan is
 * made again before it is shown, before it is accepted, and by the run, each time with the same
 * digest or not at all.
 */
public class AcceptPlan {
  /** What guards are called, and nothing that somebody else could have written. */
  private static final Pattern GUARD = Pattern.compile("[a-z-]{1,40}");

  private static final String OTHER = "the rules, the as-of or the expired partitions changed";

  /** Each has what is due by it, which may be many thousands. */
  private static final int MOST = 8;

  /** How long a form waits for the cluster: with the launch, for less than most proxies wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final OpenRuns open;
  private final History history;
  private final Plans plans;
  private final SavedPlans savedPlans;
  private final Planner planner;
  private final Remembering remembering;
  private final Rules rules;
  private final LaunchPermit permit;
  private final StopSignal stop;
  private final Launches launches;
  private final Refusals refusals;
  private final SlowAnswers<Asked, PlanToAccept> reviews;
  private final SlowAnswers<Asked, PlanToAccept> checks;

  AcceptPlan(
      History history,
      Plans plans,
      SavedPlans savedPlans,
      Planner planner,
      Remembering remembering,
      Rules rules,
      LaunchPermit permit,
      StopSignal stop,
      Launches launches,
      Refusals refusals,
      OpenRuns open,
      Clock clock) {
    this.open = open;
    this.reviews = new SlowAnswers<>(clock, MOST);
    this.checks = new SlowAnswers<>(clock, MOST, PATIENCE);
    this.history = history;
    this.plans = plans;
    this.savedPlans = savedPlans;
    this.planner = planner;
    this.remembering = remembering;
    this.rules = rules;
    this.permit = permit;
    this.stop = stop;
    this.launches = launches;
    this.refusals = refusals;
  }

  /**
   * What a person says to a plan.
   *
   * @param digest of the plan that was shown
   * @param guards the text of {@link PlanToAccept#shown()}
   * @param number of the partitions that go, as the person typed it
   * @param reason in the person's words
   */
  public record Answer(String digest, String guards, String number, String reason) {}

  /**
   * Who asks for which plan.
   *
   * @param digest that was shown; empty if none was yet
   */
  private record Asked(Actor actor, Standing standing, String digest) {}

  /** The answer is not complete. Nothing was done; the plan is still the one that was shown. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PlanToAccept plan;
    private final transient RuleException mistake;

    private Mistake(PlanToAccept plan, RuleException mistake) {
      super(mistake.getMessage());
      this.plan = plan;
      this.mistake = mistake;
    }

    public PlanToAccept plan() {
      return plan;
    }

    /** Its key is number or reason. */
    public RuleException mistake() {
      return mistake;
    }
  }

  /**
   * A run that waits for a person.
   *
   * @param plan that it made
   * @param starters the people who asked for it
   */
  record Standing(
      long executionId, RunKey run, Policy policy, PlanRecord plan, List<String> starters) {
    /** Whether it is finished, and only what was kept waits. */
    boolean again() {
      return plan.frozen();
    }
  }

  /**
   * Makes the plan of a run anew, and keeps it, so that it can be accepted for a day; empty if the
   * cluster is still being asked. Throws {@link NotThere}, {@link NotDone} if no plan of that run
   * waits for a person, and {@link io.github.milvusretention.run.RunFailure} if the cluster cannot
   * be asked, or {@link io.github.milvusretention.console.web.Busy} if too many others ask.
   *
   * @param viewer who looks at it
   */
  public Optional<PlanToAccept> review(Actor viewer, long executionId) {
    RunKey run = run(executionId);
    Standing standing =
        standing(executionId, run)
            .orElseThrow(
                () -> new NotDone(HttpStatus.CONFLICT, nothing(run), Way.toRun(executionId)));
    return reviews
        .once(new Asked(viewer, standing, ""), () -> look(viewer, standing))
        .map(RecentAnswers.Answer::value);
  }

  private PlanToAccept look(Actor viewer, Standing standing) {
    try (NameStore names = new NameStore()) {
      ReviewedPlan planned = plan(standing, names);
      Optional<String> change = change(standing, planned.plan());
      keep(planned, viewer);
      return toAccept(viewer, standing, planned, change.orElse(null));
    }
  }

  private PlanToAccept toAccept(
      Actor viewer, Standing standing, ReviewedPlan planned, @Nullable String change) {
    return PlanToAccept.of(
        standing,
        planned,
        change,
        standing.again()
            ? open.beyond(standing.plan(), planned.plan())
                .map(
                    more ->
                        "it has more than what waited in that run ("
                            + more
                            + "); run the policy now as a new attempt, which takes what is due")
                .orElse(null)
            : null,
        open.alsoAskedFor(viewer.requestedBy(), standing.run(), planned.plan())
            .map(
                other ->
                    "run "
                        + other.executionId()
                        + ", with some of the same partitions, was started by "
                        + viewer.requestedBy()
                        + ", who cannot accept this as well; somebody else must")
            .orElse(null));
  }

  /**
   * Starts the run that takes exactly the plan that was shown, and returns its execution once it
   * has begun. Throws {@link NotDone}, also if the plan has changed, {@link Mistake} and what
   * {@link #review} throws.
   *
   * @param form what the form carried; null for a program
   */
  public long accept(Actor actor, long executionId, Answer answer, @Nullable String form) {
    RunKey run = run(executionId);
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.ACCEPT,
            new Target("run of " + run, run.policy(), executionId),
            answer.digest(),
            answer.reason(),
            Outcome.REFUSED,
            "");
    refusals.check(entry, Role.APPROVER);
    Standing standing =
        standing(executionId, run)
            .orElseThrow(() -> refusals.conflict(entry, nothing(run), Way.toRun(executionId)));
    objectionTo(actor.requestedBy(), standing.starters())
        .ifPresent(
            why -> {
              throw refusals.forbidden(entry, why);
            });
    permit
        .objection(run.policy())
        .ifPresent(
            why -> {
              throw refusals
                  .conflict(entry, "nothing was started: " + why, null)
                  .as(RunExit.LOCKED);
            });
    PlanToAccept shown = check(entry, standing, answer);
    return launch(actor, standing, shown, answer, form);
  }

  /**
   * The plan. Throws unless it is still the one that was shown, the same guards refuse it, and the
   * answer is complete.
   */
  private PlanToAccept check(AuditEntry entry, Standing standing, Answer answer) {
    Asked asked = new Asked(entry.actor(), standing, answer.digest());
    PlanToAccept shown =
        refusals
            .recorded(
                entry, () -> checks.once(asked, () -> compare(entry.actor(), standing, answer)))
            .map(RecentAnswers.Answer::value)
            .orElseThrow(
                () ->
                    refusals.slow(
                        entry,
                        "the cluster is still being asked; nothing was started. Send the form"
                            + " again in a moment",
                        lookAgain(standing)));
    if (!shown.digest().equals(answer.digest())) {
      throw refusals
          .conflict(
              entry,
              "the plan is no longer the one that was shown ("
                  + shown.change()
                  + "); nothing was dropped",
              lookAgain(standing))
          .as(RunExit.GUARD_REFUSED);
    }
    if (shown.own() != null) {
      throw refusals.forbidden(entry, shown.own());
    }
    off(entry.actor(), shown)
        .ifPresent(
            why -> {
              throw refusals.conflict(entry, why, Way.toRun(standing.executionId()));
            });
    if (!RefusalsShown.parse(answer.guards()).isStill(shown.shown())) {
      throw refusals
          .conflict(entry, moved(answer.guards(), shown.refusals()), lookAgain(standing))
          .as(RunExit.GUARD_REFUSED);
    }
    try {
      refusals.recorded(entry, () -> complete(shown.due().size(), answer));
    } catch (RuleException mistake) {
      throw new Mistake(shown, mistake);
    }
    return shown;
  }

  /** The present plan, with what has changed since the one that was shown. */
  private PlanToAccept compare(Actor actor, Standing standing, Answer answer) {
    try (NameStore names = new NameStore()) {
      ReviewedPlan planned = plan(standing, names);
      String change =
          planned.plan().digest().equals(answer.digest())
              ? null
              : changeSince(answer.digest(), planned.plan());
      return toAccept(actor, standing, planned, change);
    }
  }

  private static Way lookAgain(Standing standing) {
    return new Way("/runs/" + standing.executionId() + "/accept", "Look at the plan as it is now");
  }

  private static String moved(String told, List<Refusal> refusals) {
    String guards =
        RefusalsShown.parse(told).guards().stream()
            .filter(guard -> GUARD.matcher(guard).matches())
            .collect(joining(", "));
    return "guards refuse the plan by other figures than were shown (shown: "
        + (guards.isEmpty() ? "none" : guards)
        + "; now: "
        + (refusals.isEmpty()
            ? "none"
            : refusals.stream()
                .map(
                    refusal ->
                        refusal.guard()
                            + " allows "
                            + refusal.limit()
                            + ", not "
                            + refusal.figure())
                .collect(joining(", ")))
        + "); nothing was dropped";
  }

  /** The reason. Throws {@link RuleException} if the answer is not complete. */
  private static String complete(int due, Answer answer) {
    String reason = Refusals.reason(answer.reason());
    RuleException.check(!reason.isEmpty(), "reason", "is empty", "say why these may go");
    RuleException.check(
        answer.number().strip().equals(String.valueOf(due)),
        "number",
        "is not the number of partitions that go",
        "write the one that is shown above");
    return reason;
  }

  private long launch(
      Actor actor, Standing standing, PlanToAccept shown, Answer answer, @Nullable String form) {
    RunKey run = standing.run();
    Trigger trigger = standing.again() ? Trigger.MANUAL : Trigger.RERUN;
    RunRequest request =
        new RunRequest(
                run.policy(),
                run.asOf(),
                standing.again(),
                answer.digest(),
                new RunOrigin(trigger, actor.requestedBy(), answer.reason().strip()))
            .by(actor)
            .shown(answer.guards())
            .decidedOn(standing.executionId());
    return standing.again() ? launches.run(request, form) : launches.rerun(run, request, form);
  }

  private RunKey run(long executionId) {
    return history.run(executionId).orElseThrow(() -> NotThere.run(executionId));
  }

  /** Empty if nothing of that run waits for a person. */
  private Optional<Standing> standing(long executionId, RunKey run) {
    Policy policy = rules.policies().get(run.policy());
    return policy == null
        ? Optional.empty()
        : open.find(run)
            .map(plan -> new Standing(executionId, run, policy, plan, open.starters(run)));
  }

  private static String nothing(RunKey run) {
    return "no plan of the run of " + run + " waits for a person, or a later run has its place";
  }

  /** Why that person, for whom the plan was made, cannot accept it now; empty if it can. */
  public static Optional<String> off(Actor actor, PlanToAccept plan) {
    if (!plan.waits()) {
      return Optional.of(
          "no guard refuses the plan any more, and nothing of it waits: a rerun continues the run");
    }
    if (plan.beyond() != null) {
      return Optional.of(plan.beyond());
    }
    if (plan.own() != null) {
      return Optional.of(plan.own());
    }
    return actor.roles().contains(Role.APPROVER.name())
        ? objectionTo(actor.requestedBy(), plan.starters())
        : Optional.of("it needs the role approver");
  }

  /** Why that person may not accept what these have started; empty if it may. */
  public static Optional<String> objectionTo(String person, List<String> starters) {
    return starters.stream()
        .filter(starter -> RunOrigin.user(starter).equals(RunOrigin.user(person)))
        .map(
            starter ->
                "the run was started by "
                    + starter
                    + ", who cannot accept it as well; somebody"
                    + " else must")
        .findFirst();
  }

  private ReviewedPlan plan(Standing standing, NameStore names) {
    Policy policy = standing.policy();
    RunKey run = standing.run();
    // A new attempt is another run, to which a hold that ended in this one has ended.
    return standing.again()
        ? planner.plan(policy, run.asOf(), names, true, false)
        : planner.plan(policy, run, names, true, false, stop::check);
  }

  /** What is no longer the same as in the plan that the run made. */
  private Optional<String> change(Standing standing, Plan plan) {
    return plans
        .find(standing.run())
        .map(PlanRecord::digest)
        .filter(digest -> !standing.again() && !digest.equals(plan.digest()))
        .map(digest -> changeSince(digest, plan));
  }

  private String changeSince(String digest, Plan plan) {
    Optional<String> change =
        Storable.is(digest) ? remembering.changeSince(digest, plan) : Optional.empty();
    return change.orElse(OTHER);
  }

  /** Unless it is kept already, and for long enough. */
  private void keep(ReviewedPlan planned, Actor viewer) {
    boolean mayAccept = viewer.roles().contains(Role.APPROVER.name());
    boolean kept =
        savedPlans.find(planned.plan().digest()).isPresent()
            && remembering.notAcceptableSince(planned.plan()).isEmpty();
    if (mayAccept && !kept) {
      remembering.save(planned, viewer.requestedBy());
    }
  }
}
