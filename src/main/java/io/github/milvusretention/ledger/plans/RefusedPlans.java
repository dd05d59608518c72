package io.github.milvusretention.ledger.plans;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The policies whose last recorded plan a guard refused, so that it waits for a person. */
public class RefusedPlans {
  /**
   * The id of the last plan of the policy of p: a run of an earlier as-of, made by hand, says
   * nothing of what is there now.
   */
  public static final String LAST =
      "SELECT q.id FROM retention_plan q WHERE q.policy = p.policy"
          + " ORDER BY q.as_of DESC, q.attempt DESC LIMIT 1";

  private record Refused(String policy, String guards) {}

  private final JdbcClient jdbc;

  RefusedPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The names of the guards, separated by commas; policies without such a plan are absent. */
  public Map<String, String> guards() {
    return jdbc
        .sql(
            "SELECT policy, guards FROM retention_plan p WHERE NOT frozen AND guards <> ''"
                + " AND p.id = ("
                + LAST
                + ")")
        .query(
            (row, n) ->
                new Refused(row.getString("policy"), row.getString("guards").replace(" ", ", ")))
        .list()
        .stream()
        .collect(toMap(Refused::policy, Refused::guards));
  }
}
