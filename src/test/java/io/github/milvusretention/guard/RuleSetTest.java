package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What of a policy is compared with what it has acted by. */
class RuleSetTest {
  private static final Given DAYS = Given.patterns("uuuuMMdd").keep("P90D");
  private static final Given RICH =
      Given.patterns("MMMM", "EEEE", "*_MM")
          .database("db_*")
          .collections("a", "b_*")
          .exclude("b_1")
          .locale("tr")
          .keep("P2D")
          .lead("P1D")
          .keepNewest(3)
          .maxDrops(7)
          .maxShare("12.5%")
          .newRules("next-firing")
          .zone("Europe/Istanbul");

  @Test
  void aTextReadsBackAsTheSame() {
    RuleSet rich = set(RICH, DAYS.name("other"), Given.patterns("uuuu-MM").locale("fr").name("x"));
    RuleSet longer = set(DAYS.period("P1W"));

    for (RuleSet rules : List.of(rich, longer)) {
      String text = JsonMapper.shared().writeValueAsString(RuleText.of(rules));
      assertThat(JsonMapper.shared().readValue(text, RuleText.class).read()).isEqualTo(rules);
    }
  }

  @Test
  void whatAnotherVersionHasWrittenIsNotGuessed() {
    RuleText whole = RuleText.of(set(DAYS));
    for (String key : List.of("keep", "zone", "database", "partitions", "collections")) {
      TreeMap<String, List<String>> without = new TreeMap<>(whole.rules());
      without.remove(key);
      assertThatThrownBy(() -> new RuleText(without, List.of()).read())
          .as(key)
          .isInstanceOf(RuleException.class);
    }
    TreeMap<String, List<String>> strange = new TreeMap<>(whole.rules());
    strange.put("zone", List.of("Atlantis/Main"));
    assertThatThrownBy(() -> new RuleText(strange, List.of()).read())
        .isInstanceOf(RuleException.class);
  }

  @Test
  void namesTimetableAndPaceDecideNothing() {
    Given same =
        DAYS.name("renamed")
            .cluster("renamed")
            .schedule("0 15 3 * * ?")
            .maxAge(Duration.ofDays(3))
            .concurrency(9);

    assertThat(set(same)).isEqualTo(set(DAYS));
    assertThat(set(DAYS, DAYS.name("b").keep("P1D"), RICH.name("c").keep("P1D")))
        .as("of others only what they claim")
        .isEqualTo(set(DAYS, RICH.name("z").maxDrops(1), DAYS.name("y").keep("P7Y")));
  }

  @Test
  void theKeysThatDifferAreNamed() {
    assertThat(set(DAYS).differences(set(DAYS.keep("P91D").zone("Asia/Tokyo"))))
        .containsExactly("keep", "zone");
    assertThat(set(DAYS.period("P1W")).differences(set(DAYS))).containsExactly("period");
    assertThat(set(DAYS).differences(set(DAYS.period("P1W")))).containsExactly("period");
    assertThat(set(DAYS).differences(set(DAYS, RICH.name("other"))))
        .containsExactly("what other policies claim");
  }

  @Test
  void whatAnotherPolicyClaimsIsNotDue() {
    assertThat(due(set(DAYS), "20250101", "20250102")).containsExactly("20250101", "20250102");
    assertThat(due(set(DAYS, DAYS.name("other")), "20250101")).isEmpty();
    assertThat(due(set(DAYS.exclude("docs")), "20250101")).isEmpty();
  }

  /** At 16:00 UTC it is already the next day in Tokyo, and not yet so by the rules before. */
  @Test
  void aDateThatHasNotBegunInTheZoneBeforeIsNotReached() {
    Instant now = Instant.parse("2026-11-23T16:00:00Z");
    AsOf tomorrow = AsOf.parse("2026-11-24");
    RuleSet utc = set(DAYS.keep("P1D"));

    assertThat(utc.due(Given.docs("20261121"), tomorrow, now, now)).containsExactly("20261121");
    assertThat(utc.due(Given.docs("20261122"), tomorrow, now, now)).isEmpty();
    assertThat(utc.due(Given.docs("20261122"), tomorrow, now, now.plusSeconds(86_400)))
        .as("a plan of the future")
        .containsExactly("20261122");
  }

  @Test
  void rulesThatOthersImplyAreLeftOut() {
    RuleSet alone = set(DAYS);
    RuleSet beside = set(DAYS, RICH.name("other"));
    RuleSet longer = set(DAYS.keep("P91D"));

    assertThat(ActedBy.with(List.of(alone), beside)).containsExactly(beside);
    assertThat(ActedBy.with(List.of(beside), alone)).containsExactly(beside);
    assertThat(ActedBy.with(List.of(alone), longer)).containsExactly(alone, longer);
    assertThat(ActedBy.with(List.of(alone, longer), alone)).containsExactly(alone, longer);
  }

  private static List<String> due(RuleSet rules, String... partitions) {
    Instant now = Instant.parse("2026-11-24T10:00:00Z");
    return rules.due(Given.docs(partitions), AsOf.parse("2026-11-24"), now, now).stream()
        .sorted()
        .toList();
  }

  private static RuleSet set(Given given, Given... others) {
    return new RuleSet(given.policy(), List.of(others).stream().map(Given::policy).toList());
  }
}
