package io.github.milvusretention.matrix;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs one case: a run with the fault, a rerun with the fault, then reruns without it until
 * everything is dropped. Checks the invariants after each command.
 */
final class CaseRun {
  /** Inherited by the threads of the job, which the thread of the case creates. */
  private static final InheritableThreadLocal<CaseRun> CURRENT = new InheritableThreadLocal<>();

  private static final Set<RunExit> DOCUMENTED =
      Set.of(
          RunExit.DONE, RunExit.PARTITIONS_FAILED, RunExit.GUARD_REFUSED, RunExit.CLUSTER_UNUSABLE);

  private final FaultCase faultCase;
  private final MatrixApplication application;
  private final Sandbox sandbox;
  private final CollectionsFixture fixture;
  private final String policy;
  private final AsOf asOf;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> settledAt = new ConcurrentHashMap<>();
  private final AtomicLong waited = new AtomicLong();
  private volatile boolean faultActive;

  CaseRun(FaultCase faultCase, int number, MatrixApplication application) {
    this.faultCase = faultCase;
    this.application = application;
    this.sandbox = application.sandbox(faultCase.server());
    boolean anyDatabase = faultCase.route() == Route.DATABASES_LIST;
    this.fixture = CollectionsFixture.of(number, anyDatabase ? "any" : "one");
    this.policy = MatrixApplication.policy(faultCase.server(), anyDatabase);
    this.asOf = AsOf.parse(fixture.asOf().toString());
  }

  static CaseRun current() {
    CaseRun caseRun = CURRENT.get();
    if (caseRun == null) {
      throw new IllegalStateException("no case is running in " + Thread.currentThread());
    }
    return caseRun;
  }

  /** Runs the case and returns its problems with a log; empty if there are none. */
  List<String> run() {
    CURRENT.set(this);
    try {
      fixture.build(sandbox);
      sandbox.clearCalls();
      faultCase.inject(sandbox, fixture);
      faultActive = true;
      runUntilDone();
    } catch (RuntimeException e) {
      problems.add("threw " + e);
    } finally {
      heal();
      fixture.remove(sandbox);
      CURRENT.remove();
    }
    if (problems.isEmpty()) {
      return List.of();
    }
    application.forgetUndecided(policy);
    return List.of(faultCase + ": " + problems + "\n  " + String.join("\n  ", log));
  }

  private void runUntilDone() {
    RunReport last = command("run", () -> application.runner().run(request(false)));
    transientFaultDoesNotFailTheRun(last);
    othersAreDropped();
    if (last.exit() != RunExit.DONE && faultCase.frequency() != Frequency.ONCE) {
      last = command("rerun", this::rerun);
    }
    heal();
    if (last.exit() != RunExit.DONE) {
      last = command("rerun without the fault", this::rerun);
      expect(last.exit() == RunExit.DONE, "the rerun without the fault ended with " + last.exit());
    }
    if (faultCase.mayShortenPlan() && !gone(fixture.expired())) {
      command("another run", () -> application.runner().run(request(true)));
    }
    expect(gone(fixture.expired()), "not dropped: " + fixture.live(sandbox));
    ledgerIsComplete();
  }

  private void heal() {
    faultActive = false;
    sandbox.heal();
  }

  private RunReport command(String what, Supplier<RunReport> run) {
    int before = sandbox.calls().size();
    waited.set(0);
    long start = System.nanoTime();
    RunReport report = run.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<Call> all = sandbox.calls();
    List<Call> calls = all.subList(before, all.size());
    List<String> ledgerStates = application.ledgerStates(policy, asOf.toString());
    log.add(
        what + ": " + report.exit() + ", " + report.message() + " " + counts(calls) + ledgerStates);
    expect(DOCUMENTED.contains(report.exit()), what + " ended with " + report.exit());
    expect(
        report.exit() != RunExit.DONE || faultCase.mayShortenPlan() || gone(fixture.expired()),
        what + " reported success, but the server still has " + fixture.live(sandbox));
    expect(
        !report.message().contains("\n") && !report.message().contains("\tat "),
        what + " shows internals: " + report.message());
    nothingElseIsChanged();
    ledgerIsTrue(what, ledgerStates);
    Limits.exceeded(calls, fixture.objects(), Duration.ofMillis(waited.get()), took)
        .forEach(problem -> expect(false, what + ": " + problem));
    return report;
  }

  private RunReport rerun() {
    RunKey unfinished = application.history().unfinished(policy).orElseThrow();
    return application.runner().rerun(unfinished, request(false));
  }

  private RunRequest request(boolean again) {
    return new RunRequest(policy, asOf, again, null, new RunOrigin(Trigger.MANUAL, "matrix", ""));
  }

  private void nothingElseIsChanged() {
    List<String> live = fixture.live(sandbox);
    expect(live.containsAll(fixture.kept()), "a partition to keep is gone: " + live);
    for (Call call : sandbox.mutations()) {
      for (String partition : call.partitions()) {
        String name = call.collection() + "/" + partition;
        expect(fixture.expired().contains(name), "sent for " + name + ": " + call);
        Integer settled = settledAt.get(name);
        expect(settled == null || call.number() <= settled, "sent after its final state: " + call);
      }
    }
  }

  private void ledgerIsTrue(String when, List<String> ledgerStates) {
    List<String> live = fixture.live(sandbox);
    for (String row : ledgerStates) {
      String[] words = row.split(" ");
      expect(
          !isGone(words[1]) || !live.contains(words[0]), "after " + when + " not dropped: " + row);
    }
  }

  /** Each partition was dropped once, or is absent only if the server stated that. */
  private void ledgerIsComplete() {
    Map<String, List<String>> ledgerStates = new HashMap<>();
    for (String row : application.ledgerStates(policy, asOf.toString())) {
      String[] words = row.split(" ");
      ledgerStates.computeIfAbsent(words[0], name -> new ArrayList<>()).add(words[1]);
    }
    for (String name : fixture.expired()) {
      List<String> states = ledgerStates.getOrDefault(name, List.of());
      expect(
          states.stream().filter(CaseRun::isGone).count() == 1,
          name + " is " + states + " in the ledger");
      expect(
          states.contains("DROPPED") || faultCase.fault().name().endsWith("_GONE"),
          name + " was dropped by us, but is " + states);
    }
    expect(fixture.expired().containsAll(ledgerStates.keySet()), "the ledger has " + ledgerStates);
  }

  private void transientFaultDoesNotFailTheRun(RunReport first) {
    if (faultCase.fault().isTransient() && faultCase.frequency() == Frequency.ONCE) {
      expect(first.exit() == RunExit.DONE, "a transient fault made the run fail: " + first.exit());
    }
  }

  /** The first run drops everything that the fault does not affect. */
  private void othersAreDropped() {
    if (faultCase.scope() == Scope.EVERYTHING || faultCase.fault().stopsAll(faultCase.scope())) {
      return;
    }
    boolean wholeCollection =
        faultCase.scope() == Scope.COLLECTION || faultCase.fault() == ServerFault.FORBIDDEN;
    String touched = fixture.alpha() + "/" + (wholeCollection ? "" : fixture.victim());
    List<String> others =
        fixture.expired().stream().filter(name -> !name.startsWith(touched)).toList();
    expect(gone(others), "not dropped because of " + touched + ": " + fixture.live(sandbox));
  }

  private boolean gone(List<String> partitions) {
    return fixture.live(sandbox).stream().noneMatch(partitions::contains);
  }

  private static boolean isGone(String state) {
    return state.equals(State.DROPPED.name()) || state.equals(State.ABSENT.name());
  }

  private void expect(boolean condition, String problem) {
    if (!condition && problems.size() < 10) {
      problems.add(problem);
    }
  }

  private static Map<String, Integer> counts(List<Call> calls) {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.route(), 1, Integer::sum));
    return counts;
  }

  void waited(Duration time) {
    waited.addAndGet(time.toMillis());
  }

  boolean usesShortTimeout(String route) {
    return faultActive
        && faultCase.fault() == ServerFault.HANG
        && route.equals(faultCase.route().path());
  }

  /** Lines logged outside a case, for example by a connection pool, are ignored. */
  static void logged(ILoggingEvent event) {
    CaseRun caseRun = CURRENT.get();
    if (caseRun != null) {
      caseRun.expect(
          event.getThrowableProxy() == null && !event.getFormattedMessage().contains("\n\tat "),
          "a stack trace in the log: " + event.getFormattedMessage());
    }
  }

  void settled(PartitionSettled settled) {
    if (!isGone(settled.state().name())) {
      return;
    }
    String name = settled.address().collection() + "/" + settled.address().partition();
    expect(
        !fixture.live(sandbox).contains(name),
        "recorded as " + settled.state() + " but still exists: " + name);
    List<Call> calls = sandbox.calls();
    settledAt.put(name, calls.get(calls.size() - 1).number());
  }
}
