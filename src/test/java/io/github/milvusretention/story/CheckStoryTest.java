package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.CollectionSpec;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.SandboxBuilder;
import io.github.milvusretention.sandbox.States;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code check} finds, and that it changes nothing. */
@OneDatabase
class CheckStoryTest {
  private static final String DB = "default";

  private final Installation here;
  private Sandbox sandbox;

  CheckStoryTest(Databases database, @TempDir Path directory) {
    sandbox = Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
    here = new Installation(database, directory, sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void whatIsInOrderIsAllOk() {
    Ended checked = here.run("check --output json");

    assertThat(checked.exit()).isZero();
    assertThat(checked.json().values())
        .filteredOn(finding -> !ofTheTestsOwnServer(finding))
        .allSatisfy(
            finding -> {
              assertThat(finding.propertyNames())
                  .containsExactly("id", "level", "place", "exitCode", "detail");
              assertThat(finding.get("level").stringValue()).isEqualTo("ok");
              assertThat(finding.get("exitCode").intValue()).isZero();
            })
        .extracting(CheckStoryTest::inShort)
        .contains(
            "rules rules: 1 policy, no mistake",
            "token cluster local: the token is user:password",
            "cluster cluster local: answers; Milvus 2.5.0 or later, before 3.0.0",
            "collection policy quick-setup: collection default.quick_setup is readable, 13"
                + " partitions")
        .anyMatch(line -> line.startsWith("repository repository: "));
    JsonNode place =
        checked.json().values().stream()
            .filter(finding -> finding.get("id").stringValue().equals("collection"))
            .findFirst()
            .orElseThrow()
            .get("place");
    assertThat(place.toString())
        .isEqualTo(
            "{\"part\":\"policy\",\"name\":\"quick-setup\",\"uri\":null,"
                + "\"database\":\"default\",\"collection\":\"quick_setup\"}");
    assertThat(here.run("check").out())
        .contains("WHAT", "RESULT", "ID", "DETAIL")
        .contains("cluster local at " + sandbox.uri() + "  ok  ")
        .containsPattern("\n0 problems, [0-9]+ warnings?, the rest is ok\n");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask("SELECT 1 FROM retention_sighting")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "reader:s3cr3t,  ok,      the token is user:password",
    "0123456789abcdef0123456789abcdef01234567, ok, the token looks like an API key",
    "s3cr3t-alone,   warning, a password alone; Milvus expects user:password",
    "reader:,        warning, nothing before or after its colon",
    ":s3cr3t-alone,  warning, nothing before or after its colon",
  })
  void theFormOfTheTokenIsToldAndNeverTheToken(String token, String level, String told) {
    start(Sandbox.builder());
    here.variable("MILVUS_TOKEN", token);

    Ended checked = here.run("check");

    assertThat(checked.exit()).isZero();
    assertThat(checked.out().lines())
        .anyMatch(line -> line.contains("  " + level + "  ") && line.contains(told));
    assertThat(checked.all()).doesNotContain(token).doesNotContain("s3cr3t");
  }

  @Test
  void thatNoTokenIsSentIsTold() {
    start(Sandbox.builder());
    here.rules(Installation.RULES.replace("      token: ${MILVUS_TOKEN}\n", ""));

    assertThat(found("ok", 0)).contains("no token is sent");
  }

  @Test
  void shortenedListsAreSeenWithAndWithoutAnEarlierRun() {
    sandbox.hidePartitions(DB, "quick_setup", "september", "october");
    assertThat(found("problem", 3))
        .singleElement()
        .asString()
        .contains("quick_setup", "is shortened (11 shown)", "the server counts 13");

    sandbox.heal();
    assertThat(here.run("run").exit()).isZero();
    sandbox.hidePartitions(DB, "quick_setup", "september", "october");
    assertThat(found("problem", 3))
        .singleElement()
        .asString()
        .contains("quick_setup", "lacks october, september", "still has");

    sandbox.heal();
    sandbox.hideCollection(DB, "quick_setup");
    assertThat(found("problem", 3)).singleElement().asString().contains("does not show it");
  }

  @Test
  void aTtlThatCompetesIsWarnedOfAndOneThatIsOffIsNot() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[a, b, c, d]"));
    sandbox.createCollection(
        DB, "a", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "86400"));
    sandbox.createCollection(DB, "b", CollectionSpec.PLAIN.withProperty("ttl_field", "created"));
    sandbox.createCollection(
        DB, "c", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "0"));
    sandbox.createCollection(
        DB, "d", CollectionSpec.PLAIN.withProperty("collection.ttl.seconds", "-1"));

    assertThat(found("warning", 0))
        .hasSize(2)
        .anyMatch(w -> w.contains("default.a: collection.ttl.seconds is 86400"))
        .anyMatch(w -> w.contains("default.b: ttl_field is created"));
  }

  @Test
  void aCollectionThatIsNearlyFullIsWarnedOf() {
    here.rules(
        Installation.RULES.replace("[quick_setup]", "[docs]").replace("MMMM", "uuuu-MM-dd'T'HH"));
    sandbox.createCollection(DB, "docs");
    hours(920);
    assertThat(found("warning", 0)).as("921 with _default").isEmpty();

    hours(921);
    assertThat(found("warning", 0))
        .singleElement()
        .asString()
        .contains("default.docs: 922 of 1024 partitions are used");
  }

  @Test
  void namesThatNoPolicyRecognisesAreCounted() {
    sandbox.createPartitions(DB, "quick_setup", "tmp_1", "tmp_2", "backup", "2026", "x", "y");
    here.rules(
        Installation.RULES
            + """
                yearly:
                  cluster: local
                  collections: ["quick_*"]
                  partitions: ["uuuu"]
                  keep: P1Y
            """);

    assertThat(found("warning", 0))
        .as("2026 is another policy's, and each policy says the same")
        .hasSize(2)
        .allMatch(
            w ->
                w.endsWith(
                    "default.quick_setup: 5 partition names are not recognised by any policy, so they"
                        + " are never dropped: backup, tmp_1, tmp_2, x, y"));
    sandbox.createPartitions(DB, "quick_setup", "z");
    assertThat(found("warning", 0)).allMatch(w -> w.endsWith("backup, tmp_1, tmp_2, x, y, …"));
  }

  @Test
  void whatCannotBeReadIsAProblemAndHidesNothing() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[quick_setup, live, missing, shut]"));
    sandbox.alias(DB, "live", "quick_setup");
    sandbox.createCollection(DB, "shut");
    sandbox.on("partitions/list").onCollection("shut").react(Reaction.forbidden("ShowPartitions"));

    assertThat(found("problem", 3))
        .hasSize(3)
        .anyMatch(p -> p.contains("live of the rules is an alias of quick_setup"))
        .anyMatch(p -> p.contains("collection missing of the rules is not in database default"))
        .anyMatch(p -> p.contains("default.shut") && p.contains("ShowPartitions"));
    assertThat(found("ok", 3)).anyMatch(ok -> ok.contains("quick_setup is readable"));
  }

  @Test
  void aPolicyThatNothingMatchesIsAProblem() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"nothing_*\"]"));

    assertThat(found("problem", 3)).singleElement().asString().contains("no collection matches");
  }

  @Test
  void aPlanThatNothingMatchesSaysSo() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"nothing_*\"]"));

    Ended planned = here.run("plan");

    assertThat(planned.exit()).isZero();
    // A PostgreSQL of the tests runs without fsync, of which each command warns.
    assertThat(planned.err().lines().filter(line -> !line.contains(" WARN ")))
        .containsExactly(
            "policy quick-setup: no collection matches, or the credentials show none; nothing would"
                + " be dropped");
    assertThat(here.run("plan --output json").only().get("notes")).hasSize(1);
  }

  @Test
  void anExclusionThatMatchesNoCollectionIsWarnedOf() {
    sandbox.createCollection(DB, "quick_tmp");
    here.rules(
        Installation.RULES.replace(
            "[quick_setup]",
            "[\"quick_*\"]\n      exclude-collections: [quick_tmp, quick_tnp, \"*_old\"]"));

    assertThat(found("warning", 0))
        .containsExactly(
            "exclude-collections: quick_tnp, *_old match no collection that the server shows");
  }

  @Test
  void aServerWithoutRestV2IsAProblem() {
    sandbox.onEvery().react(Reaction.answer(Reply.text(404, "404 page not found")));

    assertThat(found("problem", 6))
        .singleElement()
        .asString()
        .startsWith("no REST v2 here, which Milvus has since 2.3.13; cluster local, ")
        .contains("HTTP 404");
    assertThat(found("ok", 6)).noneMatch(ok -> ok.contains("answers"));
  }

  @Test
  void aCollectionIsDescribedOnceAndMayVanish() {
    sandbox.createCollection(DB, "docs");
    sandbox.createCollection(DB, "short_lived");
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"*\"]"));
    here.run("check");
    assertThat(sandbox.callsTo("collections/describe"))
        .as("one more, of any, shows the version")
        .extracting(Call::collection)
        .contains("docs", "quick_setup", "short_lived")
        .hasSize(4);

    sandbox
        .on("partitions/list")
        .onCollection("short_lived")
        .react(Reaction.honest().after(call -> sandbox.dropCollection(DB, "short_lived")));
    assertThat(found("problem", 0)).isEmpty();
    assertThat(found("ok", 0)).anyMatch(ok -> ok.contains("default.docs is readable"));
  }

  @Test
  void aTokenOverPlainHttpIsWarnedOfUnlessThatIsAllowed() {
    here.variable("MILVUS_URI", "http://milvus_standalone.invalid:19530");
    String warning = "the token goes to milvus_standalone.invalid over plain http";

    assertThat(here.run("run").err()).contains("WARN").contains(warning);
    assertThat(here.run("check").out()).as("although nobody answers").contains(warning);
    assertThat(here.run("check --offline").out()).contains(warning);

    here.rules(
        Installation.RULES.replace("    token:", "    allow-plain-http: true\n      token:"));
    assertThat(here.run("run").err()).doesNotContain(warning);
  }

  @Test
  void aDaemonWarnsOfATokenOverPlainHttpAtItsStart() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    here.variable("MILVUS_URI", "http://milvus_standalone.invalid:19530");
    here.variable("SERVER_PORT", String.valueOf(port));
    List<Ended> ended = new CopyOnWriteArrayList<>();
    Thread daemon = new Thread(() -> ended.add(here.run("serve")));
    daemon.start();
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreExceptions()
          .until(
              () -> {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
              });
    } finally {
      daemon.interrupt();
      daemon.join();
    }

    assertThat(ended)
        .singleElement()
        .satisfies(
            served ->
                assertThat(served.err())
                    .contains(
                        "WARN", "cluster local: the token goes to milvus_standalone.invalid"));
  }

  @Test
  void theScheduleIsToldAlsoWithoutAServer() {
    here.rules(
        Installation.RULES
            + "    schedule: \"0 30 2 ? * 1-5\"\n    zone: Europe/Berlin\n".indent(2));

    for (String command : List.of("check", "check --offline")) {
      assertThat(here.run(command).out())
          .contains("fires next at 2026-11-25T02:30+01:00, ")
          .contains("the weekdays 1-5 mean SUN-THU")
          .contains("there is no 2027-03-28T02:30 in Europe/Berlin");
    }
  }

  private void hours(int count) {
    LocalDateTime first = LocalDateTime.parse("2026-10-01T00:00:00");
    sandbox.createPartitions(
        DB,
        "docs",
        IntStream.range(0, count)
            .mapToObj(hour -> first.plusHours(hour).toString().substring(0, 13))
            .toList());
  }

  /** Another server instead, in the same state. */
  private void start(SandboxBuilder builder) {
    sandbox.close();
    sandbox = builder.seed(States::quickSetup).start();
    here.talksTo(sandbox);
  }

  /** The details of that level's findings, of a check that ends with that code. */
  private List<String> found(String level, int exit) {
    sandbox.clearCalls();
    Ended checked = here.run("check --output json");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(checked.exit()).as(checked.all()).isEqualTo(exit);
    assertThat(checked.stackTrace()).isEmpty();
    return checked.json().values().stream()
        .filter(finding -> !ofTheTestsOwnServer(finding))
        .filter(finding -> finding.get("level").stringValue().equals(level))
        .map(finding -> finding.get("detail").stringValue())
        .toList();
  }

  /** The PostgreSQL of the tests does without what keeps its disk safe, of which check warns. */
  private static boolean ofTheTestsOwnServer(JsonNode finding) {
    String detail = finding.get("detail").stringValue();
    return detail.contains("fsync=off") || detail.contains("full_page_writes=off");
  }

  private static String inShort(JsonNode finding) {
    JsonNode place = finding.get("place");
    String name = place.get("name").isNull() ? "" : " " + place.get("name").stringValue();
    return finding.get("id").stringValue()
        + " "
        + place.get("part").stringValue()
        + name
        + ": "
        + finding.get("detail").stringValue();
  }
}
