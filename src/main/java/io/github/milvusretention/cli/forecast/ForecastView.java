package io.github.milvusretention.cli.forecast;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.forecast.CollectionForecast;
import io.github.milvusretention.forecast.Difference;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of one policy as JSON. Times are in the zone of the policy.
 *
 * @param schedule null if the policy has none
 * @param done the present as-of if its run is completed, so that firings for it do nothing; else
 *     null
 * @param next the first firing that acts; null if there is none
 * @param asIf null unless an edit was asked for
 */
public record ForecastView(
    String policy,
    String from,
    String until,
    @Nullable String schedule,
    @Nullable String done,
    @Nullable String next,
    List<String> notes,
    List<String> unreadable,
    @JsonUnwrapped Figures figures,
    @Nullable AsIf asIf) {

  record Figures(List<Firing> nights, List<Count> collections) {
    static Figures of(Forecast forecast, int most) {
      ZoneId zone = forecast.policy().zone();
      return new Figures(
          forecast.nights().stream().map(night -> Firing.of(night, zone)).toList(),
          forecast.collections().stream().map(count -> Count.of(count, most, zone)).toList());
    }
  }

  record Firing(String at, String asOf, List<Refusal> refusedBy, List<Goes> partitions) {
    static Firing of(Night night, ZoneId zone) {
      return new Firing(
          time(night.at(), zone),
          night.asOf().toString(),
          night.refusals(),
          night.goes().stream().map(Goes::of).toList());
    }
  }

  record Goes(
      String cluster,
      String database,
      String collection,
      String partition,
      String start,
      String end,
      String expires,
      Action action,
      boolean expected) {
    static Goes of(Night.Goes goes) {
      Decision decision = goes.decision();
      Period period = Objects.requireNonNull(decision.period());
      return new Goes(
          decision.address().cluster(),
          decision.address().database(),
          decision.address().collection(),
          decision.address().partition(),
          Plans.iso(period.start()),
          Plans.iso(period.end()),
          Plans.iso(Objects.requireNonNull(decision.expires())),
          goes.action(),
          goes.expected());
    }
  }

  record Count(
      String database,
      String collection,
      int now,
      int go,
      @JsonUnwrapped New created,
      int held,
      int then,
      int limit,
      @Nullable String limitReached) {
    static Count of(CollectionForecast count, int most, ZoneId zone) {
      return new Count(
          count.database(),
          count.collection(),
          count.now(),
          count.go(),
          new New(count.created(), count.createdAndGo()),
          count.held(),
          count.then(),
          most,
          count.limitReached() == null ? null : time(count.limitReached(), zone));
    }
  }

  record New(int created, int createdAndGo) {}

  record AsIf(List<String> edits, @JsonUnwrapped Figures figures, List<Moved> differences) {}

  /**
   * @param goes null if not within the forecast, like {@code asIf}
   */
  record Moved(
      String cluster,
      String database,
      String collection,
      String partition,
      String start,
      @Nullable String goes,
      @Nullable String asIf) {
    static Moved of(Difference difference, ZoneId zone) {
      return new Moved(
          difference.partition().cluster(),
          difference.partition().database(),
          difference.partition().collection(),
          difference.partition().partition(),
          time(difference.start(), zone),
          difference.now() == null ? null : time(difference.now(), zone),
          difference.edited() == null ? null : time(difference.edited(), zone));
    }
  }

  /**
   * @param edits as they were given
   */
  public static ForecastView of(Forecaster.Told told, List<String> edits) {
    Forecast forecast = told.forecast();
    ZoneId zone = forecast.policy().zone();
    Forecast edited = told.edited();
    return new ForecastView(
        forecast.policy().name(),
        time(forecast.horizon().from().truncatedTo(ChronoUnit.SECONDS), zone),
        time(forecast.horizon().until(), zone),
        forecast.policy().timetable().schedule(),
        told.done() == null ? null : told.done().toString(),
        forecast.next().map(at -> time(at, zone)).orElse(null),
        told.notes(),
        told.unreadable(),
        Figures.of(forecast, told.most()),
        edited == null
            ? null
            : new AsIf(
                edits,
                Figures.of(edited, told.most()),
                Difference.between(forecast, edited).stream()
                    .map(difference -> Moved.of(difference, zone))
                    .toList()));
  }

  private static String time(Instant at, ZoneId zone) {
    return Plans.iso(at.atZone(zone));
  }
}
