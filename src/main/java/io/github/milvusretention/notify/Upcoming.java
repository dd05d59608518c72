package io.github.milvusretention.notify;

import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.notify.EventType;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
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
    int all = count(forecast, Action.DROP);
    int released = count(forecast, Action.RELEASE);
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
        policy.name()
            + ": partitions that go in the next 7 days: "
            + all
            + (released == 0 ? "" : "; that are released: " + released),
        lines,
        data);
  }

  private static String line(Night night, Policy policy) {
    List<Night.Goes> released = some(night, Action.RELEASE);
    List<String> parts = new ArrayList<>();
    if (released.size() < night.goes().size()) {
      parts.add(shown(some(night, Action.DROP)));
    }
    if (!released.isEmpty()) {
      parts.add("released, and dropped after its grace, " + shown(released));
    }
    if (!night.refusals().isEmpty()) {
      parts.add(
          "nothing goes until a person accepts: "
              + night.refusals().stream()
                  .map(refusal -> refusal.guard())
                  .collect(Collectors.joining(", ")));
    }
    return at(night, policy) + " " + String.join("; ", parts);
  }

  private static int count(Forecast forecast, Action action) {
    return forecast.nights().stream().mapToInt(night -> some(night, action).size()).sum();
  }

  /** What is done with them in that night. */
  private static List<Night.Goes> some(Night night, Action action) {
    return night.goes().stream().filter(goes -> goes.action() == action).toList();
  }

  private static String shown(List<Night.Goes> some) {
    String shown = some.size() + ": " + String.join(", ", names(some));
    return some.size() > SHOWN ? shown + " and " + (some.size() - SHOWN) + " more" : shown;
  }

  private static List<String> names(List<Night.Goes> some) {
    return some.stream().limit(SHOWN).map(goes -> goes.decision().address().toString()).toList();
  }

  private static String at(Night night, Policy policy) {
    return night.at().atZone(policy.zone()).toOffsetDateTime().toString();
  }

  private static Map<String, Object> data(Night night, Policy policy) {
    List<Night.Goes> dropped = some(night, Action.DROP);
    return Map.of(
        "at", at(night, policy),
        "asOf", night.asOf().toString(),
        "count", dropped.size(),
        "partitions", names(dropped),
        "released", names(some(night, Action.RELEASE)),
        "refusedBy", night.refusals().stream().map(refusal -> refusal.guard()).toList());
  }
}
