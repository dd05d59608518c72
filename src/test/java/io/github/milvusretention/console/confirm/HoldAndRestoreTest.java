package io.github.milvusretention.console.confirm;

import static io.github.milvusretention.console.confirm.WorkingDay.DB;
import static io.github.milvusretention.console.confirm.WorkingDay.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds are placed and lifted, and partitions are restored. */
class HoldAndRestoreTest {
  private final WorkingDay day;

  HoldAndRestoreTest(Office office) {
    day = office.nextDay();
  }

  @Test
  void aHoldIsPlacedAndLiftedAndMistakesAreToldAtTheirFields() {
    Answer mistake =
        day.ada.submit(
            "/holds/new", Map.of("collection", "no such/glob", "reason", "<i>audit</i>"));
    assertThat(mistake.status()).isEqualTo(422);
    assertThat(mistake.text()).contains("\"no such/glob\" is no name and no glob");
    assertThat(mistake.body()).contains("value=\"no such/glob\"").doesNotContain("<i>audit");
    assertThat(day.ada.submit("/holds/new", Map.of("reason", "all")).text())
        .contains("it does not say what it covers");
    assertThat(day.ada.submit("/holds/new", Map.of("policy", "nihgtly", "reason", "all")).text())
        .contains("nihgtly matches no policy of the rules");
    assertThat(
            day.ada
                .submit(
                    "/holds/new",
                    Map.of("policy", "nightly", "reason", "all", "expires", "2020-01-01"))
                .text())
        .contains("is over already");

    int before = day.acts().size();
    Answer placed =
        day.ada.submit(
            "/holds/new?partition=2020*&collection=docs",
            "/holds/new",
            Map.of(
                "partition",
                "2020*",
                "collection",
                "docs",
                "kind",
                "legal",
                "reason",
                "<script>alert(1)</script>\u202e"));
    assertThat(placed.location()).endsWith("/holds");
    String list = day.ada.get("/holds").body();
    assertThat(list)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
    assertThat(list).contains("audit-of-2020");
    String id = day.desk.bean(HoldStore.class).all(false).get(0).hold().name();

    Answer own = day.ada.submit("/holds/" + id + "/lift", Map.of("reason", "over"));
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.text()).contains("who cannot lift it as well");
    assertThat(day.grace.submit("/holds/" + id + "/lift", NOTHING).status()).isEqualTo(422);
    assertThat(day.grace.submit("/holds/" + id + "/lift", Map.of("reason", "closed")).status())
        .isEqualTo(303);
    assertThat(day.ada.get("/holds").body()).doesNotContain("alert(1)");
    assertThat(day.ada.get("/holds?all=true").text()).contains("grace@console closed");
    assertThat(day.actsSince(before))
        .extracting(row -> row.act() + " " + row.outcome() + " by " + row.by().who())
        .containsExactly(
            "lift done by grace",
            "lift refused by grace",
            "lift refused by ada",
            "hold done by ada");
  }

  @Slow
  @Test
  void whatIsNoHoldIsOnRecord() {
    for (Map<String, String> typed :
        List.of(
            Map.of("policy", "nihgtly"),
            Map.of("cluster", "nowhere"),
            Map.of("partition", "no such/glob"),
            Map.of("partition", "x", "from", "tomorrow"),
            Map.of("partition", "x", "kind", "LEGAL"),
            Map.of("partition", "x", "kind", "bogus"),
            Map.of("partition", "x", "owner", "ev\0e"))) {
      Map<String, String> form = new HashMap<>(typed);
      form.put("reason", "try " + typed);
      int before = day.acts().size();
      Answer answer = day.ada.submit("/holds/new", form);

      assertThat(answer.status()).as("%s: %s", typed, answer.text()).isEqualTo(422);
      assertThat(day.actsSince(before))
          .as("%s", typed)
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.act()).isEqualTo("hold");
                assertThat(row.outcome()).isEqualTo("refused");
                assertThat(row.reason()).startsWith("try ");
              });
    }
    assertThat(
            day.ada
                .submit("/holds/new", Map.of("partition", "x", "reason", "a", "kind", "LEGAL"))
                .text())
        .contains("is neither hold nor legal");
    assertThat(day.desk.bean(HoldStore.class).all(false)).isEmpty();
  }

  @Slow
  @Test
  void thatARestoreHasBegunIsNotSaidByAnAddressAlone() {
    assertThat(day.ada.get("/restore?begun=true&policy=nightly&partition=x").text())
        .doesNotContain("It has begun");
    String token = Objects.requireNonNull(day.ada.form("/restore", NOTHING).get("form"));
    assertThat(day.ada.get("/restore?begun=" + token + "&policy=nightly&partition=x").text())
        .doesNotContain("It has begun");
  }

  @Slow
  @Test
  void aReasonThatIsNoTextLiftsNoHold() {
    day.ada.submit("/holds/new", Map.of("partition", day.first, "reason", "audit"));
    String id = day.desk.bean(HoldStore.class).all(false).get(0).hold().name();

    Answer answer = day.ada.submit("/holds/" + id + "/lift", Map.of("reason", "ov\0er"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(day.lastAct().act()).isEqualTo("lift");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");
    assertThat(day.desk.bean(HoldStore.class).all(false)).hasSize(1);
  }

  @Slow
  @Test
  void aSlowClusterKeepsNobodyWaitingForARestore() {
    day.milvus.on("collections/list").react(Reaction.delay(Duration.ofSeconds(4)));
    day.milvus.on("partitions/has").react(Reaction.delay(Duration.ofSeconds(4)));
    Map<String, String> restore = day.ada.form("/restore", partition("20261005"));

    Answer slow = day.ada.post("/restore", restore);

    assertThat(slow.status()).as(slow.text()).isEqualTo(503);
    assertThat(slow.text()).contains("the cluster is still being asked; nothing was restored");
    assertThat(day.lastAct().act()).isEqualTo("restore");
    assertThat(day.lastAct().outcome()).isEqualTo("failed");
    day.milvus.heal();
    assertThat(day.ada.post("/restore", restore).status()).isEqualTo(303);
  }

  @Slow
  @Test
  void whatIsHeldStaysInARunThatIsStartedHere() {
    day.ada.submit("/holds/new", Map.of("partition", day.first, "reason", "audit"));
    long run = day.ada.submit("/policies/nightly/run", NOTHING).run();
    day.ended(run);
    assertThat(day.milvus.partitions(DB, "docs")).contains(day.first);
  }

  @Slow
  @Test
  void aPartitionIsRestoredAndItsOutcomeIsInTheAudit() {
    String page = "/restore?policy=nightly&collection=docs&partition=20261003";
    assertThat(day.ada.get(page).body()).contains("value=\"20261003\"");
    Answer missing = day.ada.submit(page, "/restore", partition("no_such"));
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.text()).contains("is in no collection of that name");

    Answer begun =
        day.ada.submit(
            page,
            "/restore",
            Map.of(
                "policy",
                "nightly",
                "database",
                DB,
                "collection",
                "docs",
                "partition",
                "20261003",
                "reason",
                "needed"));

    assertThat(begun.status()).isEqualTo(303);
    assertThat(day.ada.get(begun.location()).text()).contains("It has begun");
    day.desk.quiet();
    assertThat(day.milvus.loaded(DB, "docs")).contains("20261003");
    assertThat(day.acts().subList(0, 3))
        .extracting(row -> row.act() + " " + row.outcome())
        .containsExactly("restore done", "hold done", "restore started");
    assertThat(day.ada.get("/audit?act=restore&q=docs/20261003").text()).contains("it is loaded");
  }

  @Slow
  @Test
  void aFormOfAHoldOrARestoreThatIsSentTwiceIsDoneOnce() {
    Map<String, String> hold =
        day.ada.form(
            "/holds/new", Map.of("partition", day.first, "kind", "legal", "reason", "audit"));
    List<Answer> answers =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> day.ada.post("/holds/new", hold)))
            .limit(3)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(303, 409, 409);
    String number = day.desk.bean(HoldStore.class).all(false).get(0).hold().name();
    assertThat(day.desk.bean(HoldStore.class).all(false)).hasSize(1);
    assertThat(day.ada.post("/holds/new", hold).text())
        .as("after the back button")
        .contains("this form has placed hold " + number + " already");
    assertThat(day.lastAct().act()).isEqualTo("hold");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");
    hold.put("reason", "x".repeat(2000));
    hold.put("form", Objects.requireNonNull(day.ada.form("/holds/new", NOTHING).get("form")));
    assertThat(day.ada.post("/holds/new", hold).status()).isEqualTo(422);
    hold.put("reason", "audit");
    assertThat(day.ada.post("/holds/new", hold).status())
        .as("a form that had a mistake")
        .isEqualTo(303);

    Map<String, String> restore = day.ada.form("/restore", partition("20261004"));
    assertThat(day.ada.post("/restore", restore).status()).isEqualTo(303);
    Answer second = day.ada.post("/restore", restore);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("this form has begun a restore already");
    assertThat(second.body()).contains("/audit?act=restore&amp;q=20261004");
    day.desk.quiet();
  }

  private static Map<String, String> partition(String name) {
    return Map.of("policy", "nightly", "database", DB, "collection", "docs", "partition", name);
  }
}
