package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private static final String URI = "uri: http://localhost:19530";

  private static String token(WrittenRules written) {
    Rules rules = written.read();
    return rules.clusterOf(rules.policy("quick-setup")).token().value();
  }

  @Test
  void a_default_may_hold_a_colon() {
    WrittenRules written = WrittenRules.clusterWith(URI, "token: ${MILVUS_TOKEN:root:Milvus}");

    assertThat(token(written)).isEqualTo("root:Milvus");
    assertThat(token(written.variable("MILVUS_TOKEN", "db:s3cret"))).isEqualTo("db:s3cret");
  }

  @Test
  void a_default_may_be_an_address() {
    Rules rules = WrittenRules.clusterWith("uri: ${MILVUS_URI:http://127.0.0.1:19530}").read();

    assertThat(rules.clusterOf(rules.policy("quick-setup")).uri())
        .hasToString("http://127.0.0.1:19530");
  }

  @Test
  void every_value_may_be_one() {
    Rules rules =
        WrittenRules.policyWith("keep-newest: ${NEWEST:1}${ZERO:0}").variable("NEWEST", "2").read();

    assertThat(rules.policy("quick-setup").keepNewest()).isEqualTo(20);
  }

  @Test
  void a_list_may_be_one_or_hold_some() {
    assertThat(
            WrittenRules.policyWith("collections: ${COLLECTIONS:a,b}")
                .read()
                .policy("quick-setup")
                .scope()
                .collections())
        .hasToString("[a, b]");
    assertThat(
            WrittenRules.policyWith("collections: [\"${ONE:a}\", b]")
                .read()
                .policy("quick-setup")
                .scope()
                .collections())
        .hasToString("[a, b]");
  }

  @Test
  void one_without_a_value_names_the_variable() {
    assertThat(WrittenRules.policyWith("keep: ${KEEP}").refusedOnce())
        .isEqualTo(
            "retention.policies.quick-setup.keep: ${KEEP} has no value; set the environment"
                + " variable KEEP, or write a default: ${KEEP:…}");
    assertThat(WrittenRules.policyWith("collections: [\"${A}\", b, \"${B}\"]").refusedAnywhere())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("retention.policies.quick-setup.collections[0]: ${A} has"),
            second ->
                assertThat(second)
                    .startsWith("retention.policies.quick-setup.collections[2]: ${B} has"));
    assertThat(WrittenRules.policyWith("collections: \"${A}\"").refusedOnce())
        .startsWith("retention.policies.quick-setup.collections: ${A} has no value;");
  }

  @Test
  void one_within_a_token_names_the_variable_and_shows_nothing_else() {
    assertThat(WrittenRules.clusterWith(URI, "token: ${USER:s3cret}:${PASSWORD}").refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: ${PASSWORD} has no value; set the environment"
                + " variable PASSWORD, or write a default: ${PASSWORD:…}");
  }

  @Test
  void one_within_a_default_is_not_named_for_it_may_be_a_secret() {
    assertThat(WrittenRules.clusterWith(URI, "token: ${NOPE:${S3cretTok}}").refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: ${NOPE:…} has no value, for its default holds a"
                + " ${…} without one; set the environment variable NOPE, or write the default out");
    assertThat(WrittenRules.clusterWith(URI, "token: ${A:${B:${S3cretTok}}}").refusedOnce())
        .contains("${A:…} has no value")
        .doesNotContain("S3cret");
  }

  @Test
  void what_stands_for_a_name_is_literal() {
    WrittenRules written = WrittenRules.clusterWith(URI, "token: x${MILVUS_TOKEN}y");

    for (String value : List.of("pa${ss}word", "pa${ss", "pa\\${ss}", "${MILVUS_TOKEN}", "}{$")) {
      assertThat(token(written.variable("MILVUS_TOKEN", value))).isEqualTo("x" + value + "y");
    }
  }

  @Test
  void what_looks_like_one_within_a_secret_is_not_shown() {
    assertThat(WrittenRules.clusterWith(URI, "token: 'pa${s\"s}word'").refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: holds a ${…} that is no name; write \\${ for the"
                + " text ${");
  }

  @Test
  void a_system_property_stands_for_a_name_too() {
    System.setProperty("retention.test.keep", "P7M");
    try {
      assertThat(
              WrittenRules.policyWith("keep: ${retention.test.keep}")
                  .read()
                  .policy("quick-setup")
                  .keep())
          .hasToString("P7M");
    } finally {
      System.clearProperty("retention.test.keep");
    }
  }

  @Test
  void a_default_may_hold_another() {
    WrittenRules written = WrittenRules.policyWith("keep: ${A:${B:P${N:5}M}}");

    assertThat(written.read().policy("quick-setup").keep()).hasToString("P5M");
    assertThat(written.variable("B", "P8M").read().policy("quick-setup").keep()).hasToString("P8M");
  }

  @Test
  void one_that_is_not_closed_is_a_mistake() {
    assertThat(WrittenRules.clusterWith(URI, "token: ${MILVUS_TOKEN:root:s3cret").refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: has a ${ without its }; close it, or write \\${"
                + " for the text");
  }

  @Test
  void an_escaped_one_is_text() {
    assertThat(token(WrittenRules.clusterWith(URI, "token: 'pa\\${ss}word'")))
        .isEqualTo("pa${ss}word");
  }

  @Test
  void a_backslash_elsewhere_stays() {
    assertThat(token(WrittenRules.clusterWith(URI, "token: 'do\\main:pa\\\\ss'")))
        .isEqualTo("do\\main:pa\\\\ss");
  }

  @Test
  void one_that_comes_to_nothing_is_a_mistake() {
    assertThat(WrittenRules.clusterWith(URI, "token: ${MILVUS_TOKEN:}").refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: is empty; write a value, or delete the line");
    assertThat(WrittenRules.policyWith("collections: ${COLLECTIONS:}").refusedOnce())
        .isEqualTo(
            "retention.policies.quick-setup.collections = ${COLLECTIONS:}: is an empty list;"
                + " write collections: [quick_setup]");
  }
}
