package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

/** A policy that cannot be planned, between others that can, with more names than memory keeps. */
@Slow
class FailingPolicyTest {
  private static final String PREFIX = "a_rather_long_prefix_of_the_name_of_a_partition_";
  private static final String POLICY =
      """
          %s:
            {cluster: local, collections: ["%s*"], partitions: ["'%s'uuuuMMdd"], keep: P3M, still-written: off, keep-newest: 0}
      """;
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}"}
        policies:
      """;

  private final Sandbox sandbox = Installation.cluster();
  private final Installation here;

  FailingPolicyTest(@TempDir Path directory) {
    here =
        new Installation(Databases.H2, directory, sandbox)
            .rules(RULES + policy("first", "a") + policy("fails", "b") + policy("last", "c"));
    List<String> names =
        IntStream.range(0, 1000)
            .mapToObj(i -> PREFIX + (i == 0 ? "20240101" : "without_a_date_" + i))
            .toList();
    for (String policy : List.of("a", "b", "c")) {
      for (int i = 0; i < 20; i++) {
        sandbox.createCollection("default", policy + i);
        sandbox.createPartitions("default", policy + i, names);
      }
    }
    sandbox.on("partitions/list").react(Reaction.delay(Duration.ofMillis(20)));
  }

  private static String policy(String name, String letter) {
    return POLICY.formatted(name, letter, PREFIX);
  }

  @Test
  void leavesTheOthersAsTheyAre() {
    sandbox.on("collections/describe").onCollection("b12").react(Reaction.unauthenticated());

    Ended plan = here.run("plan --no-rows --output json");

    assertThat(plan.exit()).as(plan.err()).isEqualTo(6);
    assertThat(Stream.of(plan.json().get(0), plan.json().get(1)))
        .extracting(policy -> policy.get("policy").stringValue())
        .containsExactly("first", "last");
    assertThat(plan.json())
        .allSatisfy(policy -> assertThat(policy.get("partitions")).hasSize(20_020));
    assertThat(plan.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.get("code").intValue()).isEqualTo(6);
              assertThat(error.get("message").stringValue())
                  .startsWith("policy fails: cluster local, ");
            });
  }

  private Ended planAndLoseNames(String option) {
    sandbox
        .on("partitions/get_stats")
        .onCollection("b0")
        .react(Reaction.honest().before(call -> loseTheNames()));
    Ended plan = here.run("plan " + option);

    assertThat(plan.exit()).as(plan.err()).isEqualTo(1);
    assertThat(plan.stackTrace()).isEmpty();
    assertThat(plan.err().lines())
        .filteredOn(line -> line.contains("the names of the partitions could not be read"))
        .hasSize(1);
    return plan;
  }

  /** What is written by then must not be taken for a plan, or for a part of another one. */
  @Test
  void endsTheAnswerIfItsNamesCannotBeReadAgain() {
    Ended plan = planAndLoseNames("--output json");

    assertThatExceptionOfType(JacksonException.class).isThrownBy(plan::json);
    assertThat(plan.out()).contains("\"first\"").doesNotContain("\"last\"");
  }

  @Test
  void printsNoTableIfItsNamesCannotBeReadAgain() {
    assertThat(planAndLoseNames("--details").out())
        .contains("first as of ")
        .doesNotContain("fails as of ")
        .doesNotContain("last as of ");
  }

  /** Empties the file, which has no name any more, by the number under which it is open. */
  private static void loseTheNames() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path number : open.toList()) {
        if (Files.isSymbolicLink(number)
            && Files.readSymbolicLink(number).toString().contains(".names")) {
          Files.newOutputStream(number).close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
