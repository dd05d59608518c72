package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the file, the answer is rules or a list of mistakes. */
class AnyKeysTest {
  private static final String SECRET = "s3cr3t-k3y";

  @Property(tries = 500)
  void nothing_but_mistakes_is_thrown_and_no_token_shown(
      @ForAll("keys") List<String> keys, @ForAll("values") List<Object> values) {
    WrittenRules rules =
        WrittenRules.clusterWith("uri: http://localhost:19530", "token: " + SECRET);
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      rules.property(keys.get(i), values.get(i));
    }

    assertThat(rules.outcome()).doesNotContain(SECRET);
  }

  @Property(tries = 500)
  void variables_of_any_name_are_refused_or_leave_the_names_alone(
      @ForAll("variables") Map<String, String> variables) {
    WrittenRules rules = WrittenRules.sound();
    variables.forEach(rules::variable);

    if (!rules.outcome().startsWith("retention.") && !rules.outcome().startsWith("RETENTION_")) {
      assertThat(rules.read().policies()).containsOnlyKeys("quick-setup");
      assertThat(rules.read().clusters()).containsOnlyKeys("prod");
    }
  }

  @Provide
  Arbitrary<List<String>> keys() {
    Arbitrary<String> known =
        Arbitraries.of(
            ".clusters",
            ".policies",
            ".prod",
            ".quick-setup",
            ".quickSetup",
            ".keep",
            ".uri",
            ".collections",
            ".partitions",
            ".lease-time",
            "[0]",
            "[1]",
            "[a.b]",
            "[",
            "]",
            ".",
            "..");
    Arbitrary<String> odd = Arbitraries.strings().ofMinLength(1).ofMaxLength(4).map("."::concat);
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, known), net.jqwik.api.Tuple.of(1, odd))
        .list()
        .ofMaxSize(5)
        .map(elements -> "retention" + String.join("", elements))
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Object>> values() {
    return Arbitraries.<Object>of(
            "",
            " ",
            "P3M",
            "MMMM",
            "prod",
            7,
            true,
            1.5,
            "${X}",
            "${",
            "a,b",
            List.of(),
            List.of("a"))
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, String>> variables() {
    Arbitrary<String> names =
        Arbitraries.of(
                "POLICIES",
                "CLUSTERS",
                "QUICK",
                "SETUP",
                "QUICKSETUP",
                "PROD",
                "KEEP",
                "NEWEST",
                "COLLECTIONS",
                "0",
                "1",
                "x")
            .list()
            .ofMaxSize(5)
            .map(parts -> "RETENTION_" + String.join("_", parts));
    return Arbitraries.maps(names, Arbitraries.of("", "a", "1", "P3M", "${X}")).ofMaxSize(3);
  }
}
