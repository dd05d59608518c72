package io.github.milvusretention.matrix;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.milvusretention.job.PartitionSettled;
import io.github.milvusretention.job.RunExit;
import io.github.milvusretention.job.RunReport;
import io.github.milvusretention.job.RunRequest;
import io.github.milvusretention.job.Trigger;
import io.github.milvusretention.ledger.RunKey;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.AsOf;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One case: a night with the fault, a rerun with it still there, then without it until everything
 * is done; and what must hold at every moment of it.
 */
final class Play {
  /** The job's own threads are made by the thread that plays, and inherit it. */
  private static final InheritableThreadLocal<Play> CURRENT = new InheritableThreadLocal<>();

  private static final Set<RunExit> DOCUMENTED =
      Set.of(
          RunExit.DONE,
          RunExit.PARTITIONS_FAILED,
          RunExit.GUARD_REFUSED,
          RunExit.CLUSTER_UNUSABLE);

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
      night();
    } catch (RuntimeException e) {
      problems.add("threw " + e);
    } finally {
      broken = false;
      sandbox.heal();
      scene.remove(sandbox);
      if (!problems.isEmpty()) {
        stage.forgetUndecided(policy);
      }
      CURRENT.remove();
    }
    return problems.isEmpty() ? List.of() : List.of(one + ": " + problems + "\n  " + String.join("\n  ", story));
  }

  private void night() {
    RunReport last = command("run", false);
    othersWent(last);
    if (last.exit() != RunExit.DONE && one.times() != Times.ONCE) {
      last = command("rerun", false);
    }
    sandbox.heal();
    broken = false;
    if (last.exit() != RunExit.DONE) {
      last = command("rerun after all is well", false);
      expect(last.exit() == RunExit.DONE, "the rerun on a sound server ended with " + last.exit());
    }
    if (one.mayShortenThePlan() && !gone(scene.expired())) {
      last = command("run of the next night", true);
    }
    expect(gone(scene.expired()), "still there: " + scene.live(sandbox));
    ledgerIsComplete();
  }

  private RunReport command(String what, boolean again) {
    int before = sandbox.calls().size();
    slept.set(0);
    long start = System.nanoTime();
    RunReport report = what.startsWith("rerun") ? rerun() : stage.runner().run(request(again));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<Call> calls = sandbox.calls().subList(before, sandbox.calls().size());
    story.add(
        what
            + ": "
            + report.exit()
            + ", "
            + report.message()
            + "; "
            + counts(calls)
            + " "
            + stage.fates(policy, asOf.toString()));
    expect(DOCUMENTED.contains(report.exit()), what + " ended with " + report.exit());
    expect(
        report.exit() != RunExit.DONE || one.mayShortenThePlan() || gone(scene.expired()),
        what + " said all is done, and the server still has " + scene.live(sandbox));
    expect(
        !report.message().contains("Exception:") && !report.message().contains("\n"),
        what + " told of its inside: " + report.message());
    nothingElseWasTouched();
    ledgerIsTrue(what);
    Bounds.problems(calls, Duration.ofMillis(slept.get()), took).forEach(p -> problems.add(what + ": " + p));
    return report;
  }

  private RunReport rerun() {
    RunKey unfinished = stage.history().unfinished(policy).orElseThrow();
    return stage.runner().rerun(unfinished, request(false));
  }

  private RunRequest request(boolean again) {
    return new RunRequest(policy, asOf, again, null, Trigger.MANUAL, "matrix", "");
  }

  private void nothingElseWasTouched() {
    List<String> live = scene.live(sandbox);
    expect(live.containsAll(scene.kept()), "what is to be kept is gone: " + live);
    Set<String> touched = new HashSet<>();
    for (Call call : sandbox.mutations()) {
      call.partitions().forEach(name -> touched.add(call.collection() + "/" + name));
      for (String name : call.partitions()) {
        Integer at = settledAt.get(call.collection() + "/" + name);
        expect(at == null || call.number() <= at, "sent after it was settled: " + call);
      }
    }
    touched.removeAll(scene.expired());
    expect(touched.isEmpty(), "calls that change something named " + touched);
  }

  private void ledgerIsTrue(String when) {
    List<String> live = scene.live(sandbox);
    for (String fate : stage.fates(policy, asOf.toString())) {
      String[] words = fate.split(" ");
      boolean saidGone = words[1].equals("DROPPED") || words[1].equals("ABSENT");
      expect(!saidGone || !live.contains(words[0]), "after " + when + " still there: " + fate);
    }
  }

  /** Each partition went once, and only where the server itself spoke of nothing to drop else. */
  private void ledgerIsComplete() {
    Map<String, List<String>> fates = new HashMap<>();
    for (String fate : stage.fates(policy, asOf.toString())) {
      String[] words = fate.split(" ");
      fates.computeIfAbsent(words[0], name -> new ArrayList<>()).add(words[1]);
    }
    for (String name : scene.expired()) {
      List<String> states = fates.getOrDefault(name, List.of());
      long ends = states.stream().filter(s -> s.equals("DROPPED") || s.equals("ABSENT")).count();
      expect(ends == 1, name + " is " + states + " in the ledger");
      expect(
          states.contains("DROPPED") || one.mischief().name().endsWith("_GONE"),
          name + " went by our drop and is " + states);
    }
    expect(scene.expired().containsAll(fates.keySet()), "the ledger has " + fates);
  }

  private void othersWent(RunReport first) {
    if (one.mischief().is(Mischief.Kind.PASSING) && one.times() == Times.ONCE) {
      expect(first.exit() == RunExit.DONE, "one hiccup cost the night: " + first.exit());
    }
    if (one.narrow() == Narrow.EVERYTHING || one.mischief().is(Mischief.Kind.REFUSAL_TO_ALL)) {
      return;
    }
    boolean collectionGivenUp =
        one.narrow() == Narrow.COLLECTION || one.mischief() == Mischief.FORBIDDEN;
    String spared =
        scene.alpha() + "/" + (collectionGivenUp ? "" : scene.victim());
    List<String> others =
        scene.expired().stream().filter(name -> !name.startsWith(spared)).toList();
    expect(gone(others), "hidden by " + spared + ": " + scene.live(sandbox));
  }

  private boolean gone(List<String> partitions) {
    return scene.live(sandbox).stream().noneMatch(partitions::contains);
  }

  private void expect(boolean good, String otherwise) {
    if (!good && problems.size() < 10) {
      problems.add(otherwise);
    }
  }

  private static Map<String, Integer> counts(List<Call> calls) {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    calls.forEach(call -> counts.merge(call.route(), 1, Integer::sum));
    return counts;
  }

  void slept(Duration time) {
    slept.addAndGet(time.toMillis());
  }

  boolean hurries(String route) {
    return broken && one.mischief() == Mischief.HANG && route.equals(one.route().path());
  }

  void logged(ILoggingEvent event) {
    expect(
        event.getThrowableProxy() == null && !event.getFormattedMessage().contains("\n\tat "),
        "a stack trace in the log: " + event.getFormattedMessage());
  }

  void settled(PartitionSettled settled) {
    if (settled.state() != State.DROPPED && settled.state() != State.ABSENT) {
      return;
    }
    String name = settled.address().collection() + "/" + settled.address().partition();
    expect(!scene.live(sandbox).contains(name), "written " + settled.state() + " while there: " + name);
    List<Call> calls = sandbox.calls();
    settledAt.put(name, calls.get(calls.size() - 1).number());
  }
}
