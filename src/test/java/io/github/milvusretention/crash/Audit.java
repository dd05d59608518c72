package io.github.milvusretention.crash;

import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks, when a round is over, whether ledger, job repository and server agree. */
final class Audit {
  private final Scene scene;
  private final Sandbox sandbox;
  private final Records records;
  private final List<Set<String>> droppedAfter = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Audit(Scene scene, Sandbox sandbox, Records records) {
    this.scene = scene;
    this.sandbox = sandbox;
    this.records = records;
    droppedAfter.add(Set.of());
  }

  /** After each process of the round, however it ended. */
  void processEnded() {
    droppedAfter.add(new HashSet<>(records.dropped(scene.policy())));
  }

  /** What is wrong; empty if nothing is. */
  List<String> problems(List<Witness.Drop> drops) {
    server();
    ledger();
    repository();
    drops(drops);
    return List.copyOf(problems);
  }

  private void server() {
    List<String> live = scene.live(sandbox);
    expect(live.equals(scene.kept()), "the server has " + live + ", not " + scene.kept());
    TreeSet<String> touched = new TreeSet<>();
    for (Call call : sandbox.mutations()) {
      call.partitions().forEach(name -> touched.add(call.collection() + "/" + name));
    }
    touched.removeAll(scene.expired());
    expect(touched.isEmpty(), "calls that change something named " + touched);
  }

  private void ledger() {
    List<String> expected = scene.expired().stream().map(name -> name + " DROPPED").toList();
    List<String> results = records.results(scene.policy());
    expect(results.equals(expected), "the ledger has " + results + ", not " + expected);
  }

  private void repository() {
    List<String> executions = records.executions(scene.policy());
    expect(
        !executions.isEmpty() && executions.get(executions.size() - 1).equals("COMPLETED"),
        "the executions are " + executions);
    expect(
        executions.stream().filter("COMPLETED"::equals).count() == 1,
        "not one completed execution but " + executions);
    int instances = records.instances(scene.policy());
    expect(instances == 1, instances + " job instances");
    expect(records.unfinished().isEmpty(), "left behind: " + records.unfinished());
    expect(
        records.instancesWithoutExecution().isEmpty(),
        "without execution: " + records.instancesWithoutExecution());
    expect(records.liveLeases().isEmpty(), "leases not given back: " + records.liveLeases());
  }

  private void drops(List<Witness.Drop> drops) {
    Map<String, List<Witness.Drop>> each = new HashMap<>();
    drops.forEach(drop -> each.computeIfAbsent(drop.partition(), n -> new ArrayList<>()).add(drop));
    for (String partition : scene.expired()) {
      List<Witness.Drop> sent = each.getOrDefault(partition, List.of());
      long effective = sent.stream().filter(Witness.Drop::effective).count();
      expect(effective == 1, effective + " effective drops: " + sent);
      boolean late = sent.stream().anyMatch(Witness.Drop::late);
      for (Witness.Drop drop : sent) {
        boolean known = droppedAfter.get(drop.process() - 1).contains(partition);
        expect(!known, "dropped again after its row said DROPPED: " + drop);
        expect(drop.effective() || late, "a drop of what was gone: " + sent);
      }
    }
  }

  private void expect(boolean good, String otherwise) {
    if (!good) {
      problems.add(otherwise);
    }
  }
}
