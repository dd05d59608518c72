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

/** Checks after a round that ledger, job repository and server agree. */
final class Audit {
  private final PolicyFixture fixture;
  private final Sandbox sandbox;
  private final RepositoryRecords records;
  private final List<Set<String>> droppedAfter = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Audit(PolicyFixture fixture, Sandbox sandbox, RepositoryRecords records) {
    this.fixture = fixture;
    this.sandbox = sandbox;
    this.records = records;
    droppedAfter.add(Set.of());
  }

  /** Call after each process of the round, however it ended. */
  void processEnded() {
    droppedAfter.add(new HashSet<>(records.dropped(fixture.policy())));
  }

  /** The problems found; empty if there are none. */
  List<String> problems(List<CallMonitor.Drop> drops) {
    server();
    ledger();
    repository();
    drops(drops);
    return List.copyOf(problems);
  }

  private void server() {
    List<String> live = fixture.live(sandbox);
    expect(live.equals(fixture.kept()), "the server has " + live + ", not " + fixture.kept());
    TreeSet<String> touched = new TreeSet<>();
    for (Call call : sandbox.mutations()) {
      call.partitions().forEach(name -> touched.add(call.collection() + "/" + name));
    }
    touched.removeAll(fixture.expired());
    expect(touched.isEmpty(), "calls that change something named " + touched);
  }

  private void ledger() {
    List<String> expected = fixture.expired().stream().map(name -> name + " DROPPED").toList();
    List<String> ledgerStates = records.ledgerStates(fixture.policy());
    expect(ledgerStates.equals(expected), "the ledger has " + ledgerStates + ", not " + expected);
  }

  private void repository() {
    List<String> executions = records.executions(fixture.policy());
    expect(
        !executions.isEmpty() && executions.get(executions.size() - 1).equals("COMPLETED"),
        "the executions are " + executions);
    expect(
        executions.stream().filter("COMPLETED"::equals).count() == 1,
        "not one completed execution but " + executions);
    int instances = records.instances(fixture.policy());
    expect(instances == 1, instances + " job instances");
    expect(records.unfinished().isEmpty(), "unfinished: " + records.unfinished());
    expect(
        records.instancesWithoutExecution().isEmpty(),
        "without execution: " + records.instancesWithoutExecution());
    expect(records.liveLeases().isEmpty(), "leases not released: " + records.liveLeases());
  }

  private void drops(List<CallMonitor.Drop> drops) {
    Map<String, List<CallMonitor.Drop>> each = new HashMap<>();
    drops.forEach(drop -> each.computeIfAbsent(drop.partition(), n -> new ArrayList<>()).add(drop));
    for (String partition : fixture.expired()) {
      List<CallMonitor.Drop> sent = each.getOrDefault(partition, List.of());
      long effective = sent.stream().filter(CallMonitor.Drop::effective).count();
      expect(effective == 1, effective + " effective drops: " + sent);
      boolean late = sent.stream().anyMatch(CallMonitor.Drop::late);
      for (CallMonitor.Drop drop : sent) {
        boolean known = droppedAfter.get(drop.process() - 1).contains(partition);
        expect(!known, "dropped again although its row is DROPPED: " + drop);
        expect(drop.effective() || late, "a drop of a missing partition: " + sent);
      }
    }
  }

  private void expect(boolean condition, String problem) {
    if (!condition) {
      problems.add(problem);
    }
  }
}
