package io.github.milvusretention.ledger;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The policies whose last recorded plan a guard refused, so that it waits for a person. */
public class RefusedPlans {
  private record Refused(String policy, String guards) {}

  private final JdbcClient jdbc;

  RefusedPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The names of the guards, separated by commas; policies without such a plan are absent. */
  public Map<String, String> guards() {
    return jdbc
        .sql(
            "SELECT policy, guards FROM retention_plan WHERE NOT frozen AND guards <> ''"
                + " AND id IN (SELECT MAX(id) FROM retention_plan GROUP BY policy)")
        .query(
            (row, n) ->
                new Refused(row.getString("policy"), row.getString("guards").replace(" ", ", ")))
        .list()
        .stream()
        .collect(toMap(Refused::policy, Refused::guards));
  }
}
