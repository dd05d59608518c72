package io.github.milvusretention.notify;

import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.notify.EventType;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are told once a week: which partitions go within it, before anything goes. */
final class Upcoming {
  static final int DAYS = 7;

  /** Names of one night. */
  private static final int SHOWN = 20;

  private Upcoming() {}

  /** Once in each ISO week of the policy's zone. */
  static String once(Policy policy, Instant now) {
    ZonedDateTime local = now.atZone(policy.zone());
    return "upcoming/%s/%d-W%02d"
        .formatted(
            policy.name(),
            local.get(IsoFields.WEEK_BASED_YEAR),
            local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  static Notice of(Forecaster.Told told) {
    Forecast forecast = told.forecast();
    Policy policy = forecast.policy();
    int all = forecast.nights().stream().mapToInt(night -> night.goes().size()).sum();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("from", forecast.horizon().from().toString());
    data.put("until", forecast.horizon().until().toString());
    data.put("count", all);
    data.put("nights", forecast.nights().stream().map(night -> data(night, policy)).toList());
    String lines =
        Stream.of(
                forecast.nights().stream().map(night -> line(night, policy)),
                told.notes().stream(),
                told.unreadable().stream().map(sentence -> "not read: " + sentence))
            .flatMap(each -> each)
            .collect(Collectors.joining("\n"));
    return new Notice(
        EventType.UPCOMING,
        policy.name(),
        once(policy, forecast.horizon().from()),
        policy.name() + ": partitions that go in the next 7 days: " + all,
        lines,
        data);
  }

  private static String line(Night night, Policy policy) {
    String line = at(night, policy) + " " + night.goes().size() + ": " + shown(night);
    return night.refusals().isEmpty()
        ? line
        : line
            + "; nothing goes until a person accepts: "
            + night.refusals().stream()
                .map(refusal -> refusal.guard())
                .collect(Collectors.joining(", "));
  }

  private static String shown(Night night) {
    String names = String.join(", ", names(night));
    return night.goes().size() > SHOWN
        ? names + " and " + (night.goes().size() - SHOWN) + " more"
        : names;
  }

  private static List<String> names(Night night) {
    return night.goes().stream()
        .limit(SHOWN)
        .map(goes -> goes.decision().address().toString())
        .toList();
  }

  private static String at(Night night, Policy policy) {
    return night.at().atZone(policy.zone()).toOffsetDateTime().toString();
  }

  private static Map<String, Object> data(Night night, Policy policy) {
    return Map.of(
        "at", at(night, policy),
        "asOf", night.asOf().toString(),
        "count", night.goes().size(),
        "partitions", names(night),
        "refusedBy", night.refusals().stream().map(refusal -> refusal.guard()).toList());
  }
}
