package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static WrittenRules named(String name) {
    return WrittenRules.yaml(
        """
        retention:
          clusters:
            prod: {uri: "http://localhost:19530"}
          policies:
            %s: {cluster: prod, collections: [docs], partitions: ["uuuuMMdd"], keep: P3M}
        """
            .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quick-setup",
        "quick_setup",
        "QuickSetup",
        "a",
        "7days",
        "\"2026\"",
        "2026",
        "x--_y",
        "on",
        "no",
        "y",
        "null",
        "0x10",
        "1_000",
        "1e3",
        "010",
        "2026-01-15"
      })
  void a_name_stays_as_the_file_spells_it(String name) {
    Rules rules = named(name).read();

    assertThat(rules.policies()).containsOnlyKeys(name.replace("\"", ""));
    assertThat(rules.policies().values())
        .extracting("name")
        .containsExactlyElementsOf(rules.policies().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_docs", "-docs", "do cs", "naïve", "日本", "a$b", "\"--\""})
  void a_name_that_could_not_be_a_job_parameter_is_refused(String name) {
    String plain = name.replace("\"", "");

    assertThat(named(name).refusedOnce())
        .startsWith("retention.policies." + plain + ": \"" + plain + "\" is not a name");
  }

  @Test
  void a_name_has_at_most_a_hundred_letters() {
    assertThat(named("a".repeat(100)).read().policies()).hasSize(1);
    assertThat(named("a".repeat(101)).refusedOnce()).contains("is not a name that can be used");
  }

  @Test
  void a_dot_or_brackets_in_a_name_are_refused() {
    String message =
        "\" is not a name that can be used; use letters, digits, - and _, at most 100, a letter or"
            + " digit first";

    assertThat(named("nightly.v2").refusedOnce())
        .isEqualTo("retention.policies.nightly.v2: \"nightly.v2" + message);
    assertThat(named("\"[quick.setup]\"").refusedOnce())
        .isEqualTo("retention.policies.[quick.setup]: \"[quick.setup]" + message);
  }

  @Test
  void a_list_in_the_place_of_names_is_explained() {
    WrittenRules list =
        WrittenRules.yaml(
            """
            retention:
              clusters:
                - uri: http://localhost:19530
              policies:
                quick-setup:
                  - cluster: prod
            """);

    assertThat(list.refused())
        .containsExactly(
            "rules.yaml:3:5: retention.clusters: has a list where keys belong; write the name of"
                + " each cluster beneath it",
            "rules.yaml:6:7: retention.policies.quick-setup: has a list where keys belong; the keys"
                + " here are cluster, database, collections, exclude-collections, partitions,"
                + " period, keep, lead, keep-newest, max-drops, max-share, new-rules, zone, locale,"
                + " schedule, max-age, stop-after, concurrency, release-batch, grace, still-written,"
                + " content-check, notify");
  }

  @Test
  void two_names_in_one_file_that_spring_boot_takes_for_one_are_refused() {
    String yaml =
        """
        retention:
          clusters:
            prod: {uri: "http://localhost:19530"}
          policies:
            quick-setup: {cluster: prod, collections: [a], partitions: ["uuuu"], keep: P3M}
            quick_setup: {cluster: prod, collections: [b], partitions: ["uuuu"], keep: P3M}
        """;

    assertThat(WrittenRules.yaml(yaml).refusedOnce())
        .isEqualTo(
            "retention.policies.quick_setup: is the same name as quick-setup, for - and _ and"
                + " capital letters do not tell names apart; rename one of them");
  }

  @Test
  void names_keep_the_order_of_the_file() {
    Rules rules =
        WrittenRules.yaml(
                """
                retention:
                  clusters:
                    z: {uri: "http://z:19530"}
                    a: {uri: "http://a:19530"}
                  policies:
                    y: {cluster: z, collections: [a], partitions: ["uuuu"], keep: P3M}
                    b: {cluster: a, collections: [a], partitions: ["uuuu"], keep: P3M}
                """)
            .read();

    assertThat(List.copyOf(rules.clusters().keySet())).containsExactly("z", "a");
    assertThat(List.copyOf(rules.policies().keySet())).containsExactly("y", "b");
  }
}
