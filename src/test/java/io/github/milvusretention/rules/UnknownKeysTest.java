package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {
  private static final String POLICY = "retention.policies.quick-setup";

  @ParameterizedTest
  @CsvSource({
    "keep-newst, keep-newest",
    "collection, collections",
    "exclude-colections, exclude-collections",
    "maxdrop, max-drops",
    "zoned, zone",
    "LOCAL, locale",
  })
  void a_slip_of_the_pen_is_recognised(String written, String meant) {
    assertThat(WrittenRules.policyWith(written + ": x").refusedOnce())
        .isEqualTo(POLICY + "." + written + ": is not a known key; did you mean " + meant + "?");
  }

  @Test
  void a_key_like_no_other_gets_the_list_of_keys() {
    assertThat(WrittenRules.policyWith("retries: 3").refusedOnce())
        .isEqualTo(
            POLICY
                + ".retries: is not a known key; the keys here are cluster, database, collections,"
                + " exclude-collections, partitions, period, keep, lead, keep-newest, max-drops,"
                + " max-share, new-rules, zone, locale, schedule, max-age, stop-after, concurrency,"
                + " release-batch, grace, still-written, content-check, notify");
  }

  @Test
  void the_value_of_an_unknown_key_is_not_shown_for_it_may_be_a_token() {
    assertThat(
            WrittenRules.clusterWith("uri: http://localhost:19530", "tokn: root:Milvus")
                .refusedOnce())
        .isEqualTo("retention.clusters.prod.tokn: is not a known key; did you mean token?");
  }

  @Test
  void the_top_of_the_file_is_looked_at_too() {
    assertThat(WrittenRules.topWith("polices: {a: {keep: P1M}}").refusedOnce())
        .isEqualTo("retention.polices: is not a known key; did you mean policies?");
  }

  @Test
  void an_unknown_list_is_one_mistake() {
    assertThat(WrittenRules.policyWith("databases: [a, b]").refusedOnce())
        .isEqualTo(POLICY + ".databases: is not a known key; did you mean database?");
  }

  @Test
  void other_spellings_of_a_key_that_spring_boot_accepts_are_accepted() {
    assertThat(WrittenRules.policyWith("keepNewest: 3").read().policy("quick-setup").keepNewest())
        .isEqualTo(3);
    assertThat(
            WrittenRules.policyWith("MAX_DROPS: 9")
                .read()
                .policy("quick-setup")
                .limits()
                .maxDrops())
        .isEqualTo(9);
  }

  @Test
  void two_spellings_of_one_key_are_refused() {
    assertThat(WrittenRules.policyWith("keepNewest: 3\n      keep-newest: 2").refusedOnce())
        .isEqualTo(
            POLICY
                + ".keep-newest: is written twice, as keepNewest and as keep-newest; keep one of"
                + " them");
  }

  @Test
  void one_value_is_not_a_list_nor_a_map() {
    assertThat(WrittenRules.policyWith("keep: [P3M, P4M]").refusedOnce())
        .isEqualTo(POLICY + ".keep: takes one value, not a list; write one value after it");
    assertThat(WrittenRules.policyWith("keep: {months: 3}").refusedOnce())
        .isEqualTo(
            POLICY + ".keep: takes one value, not keys beneath it; write one value after it");
    assertThat(WrittenRules.topWith("lease-time: {seconds: 30}").refusedOnce())
        .isEqualTo(
            "retention.lease-time: takes one value, not keys beneath it; write one value after it");
  }

  @Test
  void a_list_holds_texts() {
    String start = POLICY + ".collections: takes a list of texts, not ";
    String end = "; write [\"…\", \"…\"]";

    assertThat(WrittenRules.policyWith("collections: [name: a]").refusedOnce())
        .isEqualTo(start + "keys beneath it" + end);
    assertThat(WrittenRules.policyWith("collections: {name: a}").refusedOnce())
        .isEqualTo(start + "keys beneath it" + end);
    assertThat(WrittenRules.policyWith("collections: [[a]]").refusedOnce())
        .isEqualTo(start + "a list" + end);
  }

  @Test
  void a_value_in_the_place_of_keys_is_refused() {
    assertThat(WrittenRules.yaml("retention: nothing").refusedOnce())
        .isEqualTo(
            "retention: has a value where keys belong; write clusters: and policies: beneath it");
    assertThat(WrittenRules.yaml("retention: {clusters: a, policies: b}").refused())
        .containsExactly(
            "rules.yaml:1:23: retention.clusters: has a value where keys belong; write the name of"
                + " each cluster beneath it",
            "rules.yaml:1:36: retention.policies: has a value where keys belong; write the name of"
                + " each policy beneath it");
  }

  @Test
  void sections_with_nothing_in_them_are_missing() {
    assertThat(WrittenRules.yaml("retention:\n  clusters:\n  policies:\n").refused())
        .hasSize(2)
        .allMatch(line -> line.contains("names no"));
    assertThat(WrittenRules.yaml("retention:\n").refused())
        .hasSize(2)
        .allMatch(line -> line.contains("names no"));
  }

  @Test
  void a_value_that_sticks_to_its_key_is_not_shown() {
    assertThat(WrittenRules.yaml("retention: {clusters: {prod: {token:s3cret}}}").refusedAnywhere())
        .contains("retention.clusters.prod.token:…: is not a known key; write a blank after the :");
  }

  @Test
  void a_policy_without_keys_is_told_the_keys() {
    assertThat(WrittenRules.policyWith("keep: P3M\n    other:").refusedOnce())
        .startsWith("retention.policies.other: has no keys beneath it; the keys here are cluster,");
  }
}
