package io.github.milvusretention.matrix;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.job.RunRequest;
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
 * One case: a night with the fault, a rerun with it still there, then without it until everything
 * is done; and what must hold at every moment of it.
 */
final class Play {
  /** The job's own threads are made by the thread that plays, and inherit it. */
  private static final InheritableThreadLocal<Play> CURRENT = new InheritableThreadLocal<>();

  private static final Set<RunExit> DOCUMENTED =
      Set.of(
          RunExit.DONE, RunExit.PARTITIONS_FAILED, RunExit.GUARD_REFUSED, RunExit.CLUSTER_UNUSABLE);

  private final Case one;
  private final Stage stage;
  private final Sandbox sandbox;
  private final Scene scene;
  private final String policy;
  private final AsOf asOf;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> story = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> settledAt = new ConcurrentHashMap<>();
  private final AtomicLong slept = new AtomicLong();
  private volatile boolean broken;

  Play(Case one, int number, Stage stage) {
    this.one = one;
    this.stage = stage;
    this.sandbox = stage.sandbox(one.server());
    boolean anyDatabase = one.route() == Route.DATABASES_LIST;
    this.scene = Scene.of(number, anyDatabase ? "any" : "one");
    this.policy = Stage.policy(one.server(), anyDatabase);
    this.asOf = AsOf.parse(scene.asOf().toString());
  }

  static Play current() {
    Play play = CURRENT.get();
    if (play == null) {
      throw new IllegalStateException("no case is being played in " + Thread.currentThread());
    }
    return play;
  }

  /** What went wrong, with the story that led there; empty if nothing did. */
  List<String> play() {
    CURRENT.set(this);
    try {
      scene.build(sandbox);
      sandbox.clearCalls();
      one.breakIt(sandbox, scene);
      broken = true;
      nights();
    } catch (RuntimeException e) {
      problems.add("threw " + e);
    } finally {
      heal();
      scene.remove(sandbox);
      CURRENT.remove();
    }
    if (problems.isEmpty()) {
      return List.of();
    }
    stage.forgetUndecided(policy);
    return List.of(one + ": " + problems + "\n  " + String.join("\n  ", story));
  }

  private void nights() {
    RunReport last = command("run", () -> stage.runner().run(request(false)));
    hiccupsCostNothing(last);
    othersWent();
    if (last.exit() != RunExit.DONE && one.times() != Times.ONCE) {
      last = command("rerun", this::rerun);
    }
    heal();
    if (last.exit() != RunExit.DONE) {
      last = command("rerun on a sound server", this::rerun);
      expect(last.exit() == RunExit.DONE, "the rerun on a sound server ended with " + last.exit());
    }
    if (one.mayShortenThePlan() && !gone(scene.expired())) {
      command("run of another night", () -> stage.runner().run(request(true)));
    }
    expect(gone(scene.expired()), "still there: " + scene.live(sandbox));
    ledgerIsComplete();
  }

  private void heal() {
    broken = false;
    sandbox.heal();
  }

  private RunReport command(String what, Supplier<RunReport> run) {
    int before = sandbox.calls().size();
    slept.set(0);
    long start = System.nanoTime();
    RunReport report = run.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<Call> all = sandbox.calls();
    List<Call> calls = all.subList(before, all.size());
    List<String> results = stage.results(policy, asOf.toString());
    story.add(
        what + ": " + report.exit() + ", " + report.message() + " " + counts(calls) + results);
    expect(DOCUMENTED.contains(report.exit()), what + " ended with " + report.exit());
    expect(
        report.exit() != RunExit.DONE || one.mayShortenThePlan() || gone(scene.expired()),
        what + " said all is done, and the server still has " + scene.live(sandbox));
    expect(
        !report.message().contains("\n") && !report.message().contains("\tat "),
        what + " told of its inside: " + report.message());
    nothingElseWasTouched();
    ledgerIsTrue(what, results);
    Bounds.overstepped(calls, scene.things(), Duration.ofMillis(slept.get()), took)
        .forEach(problem -> expect(false, what + ": " + problem));
    return report;
  }

  private RunReport rerun() {
    RunKey unfinished = stage.history().unfinished(policy).orElseThrow();
    return stage.runner().rerun(unfinished, request(false));
  }

  private RunRequest request(boolean again) {
    return new RunRequest(policy, asOf, again, null, new RunOrigin(Trigger.MANUAL, "matrix", ""));
  }

  private void nothingElseWasTouched() {
    List<String> live = scene.live(sandbox);
    expect(live.containsAll(scene.kept()), "what is to be kept is gone: " + live);
    for (Call call : sandbox.mutations()) {
      for (String partition : call.partitions()) {
        String name = call.collection() + "/" + partition;
        expect(scene.expired().contains(name), "sent for " + name + ": " + call);
        Integer settled = settledAt.get(name);
        expect(settled == null || call.number() <= settled, "sent after it was settled: " + call);
      }
    }
  }

  private void ledgerIsTrue(String when, List<String> results) {
    List<String> live = scene.live(sandbox);
    for (String result : results) {
      String[] words = result.split(" ");
      expect(
          !isGone(words[1]) || !live.contains(words[0]),
          "after " + when + " still there: " + result);
    }
  }

  /** Each partition went once, and only where the server itself spoke of nothing to drop else. */
  private void ledgerIsComplete() {
    Map<String, List<String>> results = new HashMap<>();
    for (String result : stage.results(policy, asOf.toString())) {
      String[] words = result.split(" ");
      results.computeIfAbsent(words[0], name -> new ArrayList<>()).add(words[1]);
    }
    for (String name : scene.expired()) {
      List<String> states = results.getOrDefault(name, List.of());
      expect(
          states.stream().filter(Play::isGone).count() == 1,
          name + " is " + states + " in the ledger");
      expect(
          states.contains("DROPPED") || one.mischief().name().endsWith("_GONE"),
          name + " went by our drop and is " + states);
    }
    expect(scene.expired().containsAll(results.keySet()), "the ledger has " + results);
  }

  private void hiccupsCostNothing(RunReport first) {
    if (one.mischief().passes() && one.times() == Times.ONCE) {
      expect(first.exit() == RunExit.DONE, "one hiccup cost the night: " + first.exit());
    }
  }

  /** What the fault did not touch went all the same, in the first night. */
  private void othersWent() {
    if (one.narrow() == Narrow.EVERYTHING || one.mischief().stopsAll(one.narrow())) {
      return;
    }
    boolean wholeCollection =
        one.narrow() == Narrow.COLLECTION || one.mischief() == Mischief.FORBIDDEN;
    String touched = scene.alpha() + "/" + (wholeCollection ? "" : scene.victim());
    List<String> others =
        scene.expired().stream().filter(name -> !name.startsWith(touched)).toList();
    expect(gone(others), "hidden by " + touched + ": " + scene.live(sandbox));
  }

  private boolean gone(List<String> partitions) {
    return scene.live(sandbox).stream().noneMatch(partitions::contains);
  }

  private static boolean isGone(String state) {
    return state.equals(State.DROPPED.name()) || state.equals(State.ABSENT.name());
  }

  private void expect(boolean good, String otherwise) {
    if (!good && problems.size() < 10) {
      problems.add(otherwise);
    }
  }

  private static Map<String, Integer> counts(List<Call> calls) {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.route(), 1, Integer::sum));
    return counts;
  }

  void slept(Duration time) {
    slept.addAndGet(time.toMillis());
  }

  boolean hurries(String route) {
    return broken && one.mischief() == Mischief.HANG && route.equals(one.route().path());
  }

  /** What is logged in a thread of no case, by a connection pool for instance, is not ours. */
  static void heard(ILoggingEvent event) {
    Play play = CURRENT.get();
    if (play != null) {
      play.expect(
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
        !scene.live(sandbox).contains(name),
        "written " + settled.state() + " while there: " + name);
    List<Call> calls = sandbox.calls();
    settledAt.put(name, calls.get(calls.size() - 1).number());
  }
}
