package io.github.milvusretention.console.nights;

import io.github.milvusretention.console.nights.RunOfNight.Execution;
import io.github.milvusretention.console.nights.RunOfNight.Planned;
import io.github.milvusretention.lease.PolicyLeases;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.hold.HeldVerdicts;
import io.github.milvusretention.run.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the grid shows, in a few statements whatever the number of nights. */
class NightsRepository {
  /** So many values at once in a list of SQL. */
  private static final int LIST = 1000;

  private static final int MESSAGE = 300;

  private static final String OF_POLICY = "(CAST(:policy AS VARCHAR(100)) IS NULL OR %s = :policy)";

  private static final String EXECUTIONS =
      "SELECT e.job_execution_id, e.status, e.exit_code, SUBSTRING(e.exit_message, 1, "
          + MESSAGE
          + ") AS message, p.parameter_value AS policy, a.parameter_value AS as_of,"
          + " n.parameter_value AS attempt FROM batch_job_execution e"
          + " JOIN batch_job_execution_params p ON p.job_execution_id = e.job_execution_id"
          + " AND p.parameter_name = 'policy'"
          + " JOIN batch_job_execution_params a ON a.job_execution_id = e.job_execution_id"
          + " AND a.parameter_name = 'asOf'"
          + " JOIN batch_job_execution_params n ON n.job_execution_id = e.job_execution_id"
          + " AND n.parameter_name = 'attempt'"
          + " WHERE a.parameter_value >= :first"
          + " AND a.parameter_value < :next AND "
          + OF_POLICY.formatted("p.parameter_value")
          + " ORDER BY e.job_execution_id";

  private static final String PLANS =
      "SELECT id, policy, as_of, attempt, frozen, refused_by, unreadable, verdicts"
          + " FROM retention_plan WHERE as_of >= :first AND as_of < :next AND "
          + OF_POLICY.formatted("policy");

  private static final String OF_PLANS = " FROM retention_ledger l WHERE l.plan_id IN (:plans)";

  private static final String BY_PLACE = "l.plan_id, l.database_name, l.collection_name";

  /** From an index alone: the rows of a month are many, and nearly all of them are DROPPED. */
  private static final String ALL =
      "SELECT " + BY_PLACE + ", COUNT(*) AS partitions" + OF_PLANS + " GROUP BY " + BY_PLACE;

  private static final String HELD =
      "CASE WHEN l.state = 'SKIPPED' AND l.error LIKE '"
          + HeldVerdicts.HELD_BY
          + "%' THEN 1 ELSE 0 END";

  private static final String WRONG = "CASE WHEN l.error IS NULL THEN 0 ELSE 1 END";

  private static final String NOT_DROPPED =
      "SELECT "
          + BY_PLACE
          + ", l.state, "
          + HELD
          + " AS held, "
          + WRONG
          + " AS wrong, COUNT(*) AS partitions"
          + OF_PLANS
          + " AND l.state <> 'DROPPED' GROUP BY "
          + BY_PLACE
          + ", l.state, "
          + HELD
          + ", "
          + WRONG;

  private final JdbcClient jdbc;
  private final PolicyLeases leases;

  NightsRepository(JdbcClient jdbc, PolicyLeases leases) {
    this.jdbc = jdbc;
    this.leases = leases;
  }

  /**
   * What the nights of a query did.
   *
   * @param places what each run did where, as the ledger knows it now
   */
  record Found(List<RunOfNight> runs, Map<Place, Map<RunKey, Counts>> places) {}

  private record Plan(long id, RunKey run, Planned planned) {}

  Found find(NightsQuery query) {
    Map<RunKey, Execution> executions = executions(query);
    Map<Long, Plan> plans = new HashMap<>();
    jdbc.sql(PLANS).params(span(query)).query((row, n) -> plan(row)).list().stream()
        .forEach(plan -> plans.put(plan.id(), plan));
    Map<Place, Map<RunKey, Counts>> places = places(plans);
    Map<RunKey, Counts> totals = new HashMap<>();
    places
        .values()
        .forEach(runs -> runs.forEach((run, counts) -> totals.merge(run, counts, Counts::plus)));
    Map<RunKey, Planned> planned = new HashMap<>();
    plans
        .values()
        .forEach(
            plan ->
                planned.put(
                    plan.run(), plan.planned().with(totals.getOrDefault(plan.run(), Counts.NONE))));
    Set<RunKey> all = new HashSet<>(executions.keySet());
    all.addAll(planned.keySet());
    Map<String, Boolean> leased = new HashMap<>();
    List<RunOfNight> runs = new ArrayList<>();
    for (RunKey run : all) {
      Execution execution = executions.get(run);
      boolean died =
          execution != null
              && execution.status().isRunning()
              && !leased.computeIfAbsent(run.policy(), policy -> leases.holder(policy).isPresent());
      runs.add(new RunOfNight(run, planned.get(run), execution, died));
    }
    runs.sort(RunOfNight.IN_ORDER);
    return new Found(runs, places);
  }

  private Map<RunKey, Execution> executions(NightsQuery query) {
    Map<RunKey, Execution> newest = new HashMap<>();
    jdbc.sql(EXECUTIONS)
        .params(span(query))
        .query(
            (RowCallbackHandler)
                row ->
                    newest.put(
                        key(row),
                        new Execution(
                            row.getLong("job_execution_id"),
                            BatchStatus.valueOf(row.getString("status")),
                            new ExitStatus(text(row, "exit_code")),
                            text(row, "message"))));
    return newest;
  }

  private static Plan plan(ResultSet row) throws SQLException {
    return new Plan(
        row.getLong("id"),
        key(row),
        new Planned(
            row.getBoolean("frozen"),
            row.getString("refused_by"),
            row.getString("unreadable"),
            text(row, "verdicts"),
            Counts.NONE));
  }

  private static RunKey key(ResultSet row) throws SQLException {
    return new RunKey(
        row.getString("policy"), AsOf.parse(row.getString("as_of")), row.getInt("attempt"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private Map<Place, Map<RunKey, Counts>> places(Map<Long, Plan> plans) {
    Map<Place, Map<RunKey, Counts>> places = new HashMap<>();
    List<Long> frozen =
        plans.values().stream().filter(plan -> plan.planned().frozen()).map(Plan::id).toList();
    for (int from = 0; from < frozen.size(); from += LIST) {
      List<Long> some = frozen.subList(from, Math.min(frozen.size(), from + LIST));
      count(ALL, some, plans, places, row -> Counts.dropped(row.getInt("partitions")));
      count(NOT_DROPPED, some, plans, places, NightsRepository::notDropped);
    }
    return places;
  }

  private interface Reader {
    Counts read(ResultSet row) throws SQLException;
  }

  private void count(
      String sql,
      List<Long> of,
      Map<Long, Plan> plans,
      Map<Place, Map<RunKey, Counts>> places,
      Reader reader) {
    jdbc.sql(sql)
        .param("plans", of)
        .query(
            (RowCallbackHandler)
                row -> {
                  Plan plan = plans.get(row.getLong("plan_id"));
                  if (plan != null) {
                    Place place =
                        new Place(
                            plan.run().policy(),
                            row.getString("database_name"),
                            row.getString("collection_name"));
                    places
                        .computeIfAbsent(place, one -> new HashMap<>())
                        .merge(plan.run(), reader.read(row), Counts::plus);
                  }
                });
  }

  /** Takes them from those that were taken for dropped. */
  private static Counts notDropped(ResultSet row) throws SQLException {
    return Counts.of(
            row.getString("state"),
            row.getInt("held") == 1,
            row.getInt("wrong") == 1,
            row.getInt("partitions"))
        .plus(Counts.dropped(-row.getInt("partitions")));
  }

  private static Map<String, ?> span(NightsQuery query) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("policy", query.policy());
    values.put("first", query.first().toString());
    values.put("next", query.until().plusDays(1).toString());
    return values;
  }

  /** The collections that the last frozen plans have seen. */
  List<Place> seen(@Nullable String policy) {
    return jdbc.sql(
            "SELECT policy, database_name, collection_name FROM retention_sighting WHERE "
                + OF_POLICY.formatted("policy"))
        .param("policy", policy)
        .query(
            (row, n) ->
                new Place(
                    row.getString("policy"),
                    row.getString("database_name"),
                    row.getString("collection_name")))
        .list();
  }

  /** The as-of date of the first plan of each policy that has one. */
  Map<String, LocalDate> firstPlans() {
    Map<String, LocalDate> first = new HashMap<>();
    jdbc.sql("SELECT policy, MIN(as_of) AS as_of FROM retention_plan GROUP BY policy")
        .query(
            (RowCallbackHandler)
                row ->
                    first.put(
                        row.getString("policy"),
                        AsOf.parse(row.getString("as_of")).moment().toLocalDate()));
    return first;
  }
}
