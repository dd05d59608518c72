package io.github.milvusretention.cli.forecast;

import io.github.milvusretention.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forecasts of several policies as tables. */
public final class ForecastTables {
  private ForecastTables() {}

  public static List<Table> of(List<ForecastView> forecasts) {
    List<Table> tables = new ArrayList<>();
    tables.add(nights(forecasts));
    tables.add(collections(forecasts));
    if (forecasts.stream().anyMatch(forecast -> forecast.asIf() != null)) {
      tables.add(differences(forecasts));
    }
    return tables;
  }

  private static Table nights(List<ForecastView> forecasts) {
    Table table =
        new Table(
            "POLICY", "FIRES", "ACTION", "PARTITION", "PERIOD FROM", "TO", "EXPIRES", "EXISTS");
    for (ForecastView forecast : forecasts) {
      for (ForecastView.Firing night : forecast.figures().nights()) {
        for (ForecastView.Goes goes : night.partitions()) {
          table.row(
              forecast.policy(),
              night.at(),
              goes.action(),
              place(goes.database(), goes.collection()) + "/" + goes.partition(),
              goes.start(),
              goes.end(),
              goes.expires(),
              goes.expected() ? "not yet" : "yes");
        }
        night
            .refusedBy()
            .forEach(
                refusal ->
                    table.note(
                        "  "
                            + night.at()
                            + " "
                            + forecast.policy()
                            + " waits for a person: "
                            + refusal.message()));
      }
    }
    return table;
  }

  private static Table collections(List<ForecastView> forecasts) {
    Table table =
        new Table(
            "POLICY",
            "COLLECTION",
            "NOW",
            "GO",
            "HELD",
            "NEW",
            "NEW AND GO",
            "THEN",
            "LIMIT",
            "LIMIT REACHED");
    for (ForecastView forecast : forecasts) {
      forecast.figures().collections().forEach(count -> row(table, forecast.policy(), count));
      ForecastView.AsIf asIf = forecast.asIf();
      if (asIf != null) {
        String edited = forecast.policy() + " as if " + String.join(", ", asIf.edits());
        asIf.figures().collections().forEach(count -> row(table, edited, count));
      }
    }
    table.line("");
    for (ForecastView forecast : forecasts) {
      table.line(
          forecast.policy()
              + ": until "
              + forecast.until()
              + (forecast.schedule() == null
                  ? ", as if it were run as soon as its as-of is another: it has no schedule"
                  : ", by schedule " + forecast.schedule() + next(forecast)));
    }
    return table;
  }

  private static String next(ForecastView forecast) {
    String done = forecast.done() == null ? "" : "; as of " + forecast.done() + " is done";
    return forecast.next() == null ? done : done + "; next at " + forecast.next();
  }

  private static void row(Table table, String policy, ForecastView.Count count) {
    table.row(
        policy,
        place(count.database(), count.collection()),
        count.now(),
        count.go(),
        count.held(),
        count.created().created(),
        count.created().createdAndGo(),
        count.then(),
        count.limit(),
        count.limitReached() == null ? "no" : count.limitReached());
  }

  private static Table differences(List<ForecastView> forecasts) {
    Table table = new Table("POLICY", "PARTITION", "PERIOD FROM", "GOES", "AS IF EDITED");
    for (ForecastView forecast : forecasts) {
      ForecastView.AsIf asIf = forecast.asIf();
      if (asIf == null) {
        continue;
      }
      for (ForecastView.Moved moved : asIf.differences()) {
        table.row(
            forecast.policy(),
            place(moved.database(), moved.collection()) + "/" + moved.partition(),
            moved.start(),
            orStays(moved.goes()),
            orStays(moved.asIf()));
      }
      table.line(
          forecast.policy()
              + " as if "
              + String.join(", ", asIf.edits())
              + ": "
              + asIf.differences().size()
              + " partitions go at another time");
    }
    return table;
  }

  private static String orStays(@Nullable String goes) {
    return goes == null ? "stays" : goes;
  }

  private static String place(String database, String collection) {
    return database + "." + collection;
  }
}
