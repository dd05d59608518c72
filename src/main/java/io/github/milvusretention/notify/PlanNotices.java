package io.github.milvusretention.notify;

import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.Waiting;
import io.github.milvusretention.plan.freeze.PlanMade;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.process.PolicyText;
import io.github.milvusretention.run.RunKey;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people are told of the plan of a run: names that are there again, and edited rules. */
class PlanNotices {
  private static final int SHOWN = 20;

  private final Outbox outbox;
  private final JdbcClient jdbc;
  private final Rules rules;
  private final AcceptCommand command;
  private final Clock clock;

  PlanNotices(Outbox outbox, JdbcClient jdbc, Rules rules, AcceptCommand command, Clock clock) {
    this.outbox = outbox;
    this.jdbc = jdbc;
    this.rules = rules;
    this.command = command;
    this.clock = clock;
  }

  /** The policy and its day, for what is told once a day. */
  String today(String policy) {
    return policy + "/" + LocalDate.ofInstant(clock.instant(), rules.policy(policy).zone());
  }

  /** In the transaction that keeps the plan. */
  void tell(PlanMade made) {
    String policy = made.run().policy();
    if (made.frozen()) {
      outbox.over(policy, EventType.REFUSED);
    }
    reCreated(made, rules.notifications().wanting(policy, EventType.RE_CREATED));
    rulesChanged(made, rules.notifications().wanting(policy, EventType.RULES_CHANGED));
  }

  private void reCreated(PlanMade made, List<Target> targets) {
    Plan plan = made.planned().plan();
    List<Decision> again =
        plan.waiting().stream()
            .filter(decision -> decision.verdict() == Verdict.RE_CREATED)
            .toList();
    if (targets.isEmpty() || again.isEmpty()) {
      return;
    }
    String more = again.size() > SHOWN ? "\nand " + (again.size() - SHOWN) + " more" : "";
    String accept =
        made.frozen()
            ? Waiting.afterRun(plan, command)
            : "to accept exactly the plan of this run: "
                + command.rerun(made.executionId(), plan.digest());
    Map<String, Object> data = data(made.run());
    data.put("count", again.size());
    data.put(
        "partitions",
        again.stream().limit(SHOWN).map(decision -> decision.address().toString()).toList());
    outbox.add(
        new Notice(
            EventType.RE_CREATED,
            made.run().policy(),
            "re-created/" + today(made.run().policy()),
            made.run()
                + ": partitions that were dropped are there again, and kept: "
                + again.size(),
            again.stream()
                    .limit(SHOWN)
                    .map(decision -> decision.address() + ": " + decision.reason())
                    .collect(Collectors.joining("\n"))
                + more
                + "\n"
                + accept,
            data),
        targets);
  }

  private void rulesChanged(PlanMade made, List<Target> targets) {
    if (targets.isEmpty()) {
      return;
    }
    RunKey run = made.run();
    String changes =
        before(run)
            .map(before -> changes(before, PolicyText.of(rules, rules.policy(run.policy()))))
            .orElse("");
    if (!changes.isEmpty()) {
      outbox.add(
          new Notice(
              EventType.RULES_CHANGED,
              run.policy(),
              "rules/" + run,
              run + ": the rules are not those of the run before",
              changes,
              data(run)),
          targets);
    }
  }

  /** The rules of the policy's run before this one; empty if there is none that kept them. */
  private Optional<String> before(RunKey run) {
    return jdbc.sql(
            "SELECT rules FROM retention_plan WHERE policy = :policy AND rules IS NOT NULL"
                + " AND NOT (as_of = :asOf AND attempt = :attempt) ORDER BY id DESC LIMIT 1")
        .param("policy", run.policy())
        .param("asOf", run.asOf().toString())
        .param("attempt", run.attempt())
        .query((row, n) -> row.getString(1))
        .optional();
  }

  /** A line for each key that differs. */
  private static String changes(String before, String after) {
    Map<String, String> old = byKey(before);
    Map<String, String> current = byKey(after);
    Set<String> keys = new LinkedHashSet<>(current.keySet());
    keys.addAll(old.keySet());
    return keys.stream()
        .filter(key -> !old.getOrDefault(key, "").equals(current.getOrDefault(key, "")))
        .map(
            key ->
                "%s: %s (before: %s)"
                    .formatted(
                        key,
                        current.getOrDefault(key, "not set"),
                        old.getOrDefault(key, "not set")))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> byKey(String text) {
    Map<String, String> byKey = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              String[] parts = line.split(": ", 2);
              byKey.put(parts[0], parts[parts.length - 1]);
            });
    return byKey;
  }

  private static Map<String, Object> data(RunKey run) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("asOf", run.asOf().toString());
    data.put("attempt", run.attempt());
    return data;
  }
}
