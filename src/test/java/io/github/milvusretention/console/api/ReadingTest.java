package io.github.milvusretention.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.answers.Schemas;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.console.api.operations.OpenApi;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs read is what the commands print, by the same repository, at the same time. */
@TestInstance(Lifecycle.PER_CLASS)
class ReadingTest {
  /** One more policy, whose cluster does not answer. */
  private static final String RULES =
      Installation.RULES
          .replace(
              "retention:\n",
              "retention:\n  console:\n    read-only: true\n    tokens:\n"
                  + Programs.token("board", "operator, approver"))
          .replace(
              "  policies:\n",
              """
              away:
                uri: http://127.0.0.1:1
                request-timeout: 1s
                retry-budget: 1s
            policies:
              elsewhere:
                cluster: away
                collections: [docs]
                partitions: ["MMMM"]
                keep: P3M
                schedule: "0 15 3 29 2 ?"
                zone: Asia/Tokyo
          """);

  private Sandbox milvus;
  private Installation program;
  private Application daemon;
  private Programs api;

  @BeforeAll
  void start(@TempDir Path directory) {
    milvus = Sandbox.builder().seed(States::quickSetup).start();
    program = new Installation(Databases.H2, directory, milvus).rules(RULES);
    assertThat(
            program
                .run("hold add --partition march --reason audit --owner legal --expires 2026-12-24")
                .exit())
        .isZero();
    assertThat(program.run("hold add --partition april --reason x").exit()).isZero();
    assertThat(program.run("hold remove 2 --reason done").exit()).isZero();
    assertThat(program.run("run --policy quick-setup --as-of 2026-11-22").exit()).isZero();
    assertThat(program.run("run --policy quick-setup --reason quarterly").exit()).isZero();
    daemon = program.serve();
    api = new Programs(daemon, "board");
  }

  @AfterAll
  void stop() {
    daemon.close();
    milvus.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs | /runs | runs",
        "runs --policy quick-setup --limit 1 | /runs?policy=quick-setup&limit=1 | runs",
        "show 1 | /runs/1 | show",
        "show 1 --state DROPPED | /runs/1?state=DROPPED | show",
        "show 2 --state FAILED --state PLANNED | /runs/2?state=FAILED&state=PLANNED | show",
        "plan --policy quick-setup | /plan?policy=quick-setup | plan",
        "plan --policy quick-setup --as-of 2027-03-01 --no-rows | /plan?policy=quick-setup&asOf=2027-03-01&rows=false | plan",
        "forecast --policy quick-setup | /forecast?policy=quick-setup | forecast",
        "forecast --policy quick-setup --days 400 --as-if keep=P6M --as-if max-share=90% | /forecast?policy=quick-setup&days=400&asIf=keep%3DP6M&asIf=max-share%3D90%25 | forecast",
        "why january | /why?partition=january | why",
        "why march --policy quick-setup --database default --collection quick_setup | /why?partition=march&policy=quick-setup&database=default&collection=quick_setup | why",
        "hold list | /holds | hold-list",
        "hold list --all | /holds?all=true | hold-list",
        "check | /check | check",
      })
  void theAnswerHasTheBytesOfTheCommand(String command, String path, String schema) {
    String printed = program.run(command + " --output json").out();

    HttpResponse<String> answer = api.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Contract.hold(schema, answer);
    assertThat(withoutAttempts(answer.body())).isEqualTo(withoutAttempts(printed));
    assertThat(printed).as("is about something").hasSizeGreaterThan(2);
  }

  @Slow
  @Test
  void eachPolicyTellsWhenItFiresAndHowItsLastRunEnded() {
    HttpResponse<String> answer = api.get("/policies");

    Contract.hold("policies", answer);
    JsonNode elsewhere = json(answer).get(0);
    assertThat(elsewhere.get("name").stringValue()).isEqualTo("elsewhere");
    assertThat(elsewhere.get("schedule").stringValue()).isEqualTo("0 15 3 29 2 ?");
    assertThat(elsewhere.get("zone").stringValue()).isEqualTo("Asia/Tokyo");
    assertThat(elsewhere.get("nextFiring").stringValue()).isEqualTo("2028-02-29T03:15:00+09:00");
    assertThat(elsewhere.get("lastRun").isNull()).isTrue();
    JsonNode quick = json(answer).get(1);
    assertThat(quick.get("schedule").isNull()).isTrue();
    assertThat(quick.get("nextFiring").isNull()).isTrue();
    assertThat(quick.get("lastRun")).isEqualTo(json(api.get("/runs?limit=1")).get(0));
  }

  @Slow
  @Test
  void runsAreReadInPages() {
    List<JsonNode> all = List.copyOf(json(api.get("/runs")).values());

    assertThat(all).hasSize(2);
    assertThat(json(api.get("/runs?limit=1&offset=1")).values()).containsExactly(all.get(1));
    assertThat(json(api.get("/runs?offset=2")).values()).isEmpty();
  }

  @Slow
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/runs?polcy=x | 400 | there is no parameter polcy; there are policy, limit, offset",
        "/policies?x=1 | 400 | there is no parameter x here, and no other",
        "/why?partition=%00 | 400 | the query has the character NUL, which no text here has",
        "/runs?limit=many | 400 | parameter limit must be a number from 1 to 500, not \"many\"",
        "/runs?limit=0 | 400 | parameter limit must be a number from 1 to 500, not \"0\"",
        "/runs?limit=501 | 400 | parameter limit must be a number from 1 to 500, not \"501\"",
        "/runs?offset=-1 | 400 | parameter offset must be a number from 0 to 999999999, not \"-1\"",
        "/runs?limit=1&limit=2 | 400 | parameter limit is given twice; give it once",
        "/runs?policy= | 400 | parameter policy must be a text, not \"\"",
        "/runs?policy=gone | 404 | there is no policy gone in the rules, and no run of one is recorded",
        "/why?partition=march&policy=gone | 404 | there is no policy gone in the rules, and no run of one is recorded",
        "/runs/1?state=GONE | 400 | parameter state must be one of PLANNED, DROP_SENT, DROPPED, RELEASED, ABSENT, SKIPPED, FAILED, not \"GONE\"",
        "/runs/one | 400 | \"one\" is not a value of id",
        "/runs/99 | 404 | there is no run 99; the list of runs has all of them",
        "/plan | 400 | parameter policy is missing",
        "/plan?policy=gone | 404 | there is no policy gone in the rules; the policies are [elsewhere, quick-setup]",
        "/plan?policy=quick-setup&rows=yes | 400 | parameter rows must be true or false, not \"yes\"",
        "/plan?policy=quick-setup&asOf=now | 400 | parameter asOf must be a date such as 2026-11-24, or an hour such as 2026-11-24T03, not \"now\"",
        "/plan?policy=quick-setup&asOf=2026-02-30 | 400 | \"2026-02-30\" is not on the calendar; write a date that exists, hours 00 to 23",
        "/forecast?policy=quick-setup&days=0 | 400 | parameter days must be a number from 1 to 3660, not \"0\"",
        "/forecast?policy=quick-setup&asIf=P6M | 400 | \"P6M\" is not a key and a value; write for example keep=P6M",
        "/forecast?policy=quick-setup&asIf=keep%3DP6M&asIf=keep%3DP7M | 400 | keep is given twice; give it once",
        "/forecast?policy=quick-setup&asIf=collections%3D* | 400 | collections: cannot be edited here; write one of keep, keep-newest, lead, period, grace, max-drops, max-share, new-rules, still-written, schedule, zone, locale, stop-after, max-age, concurrency, release-batch, or use forecast --as-if on the command line, which takes every key",
        "/forecast?policy=quick-setup&asIf=database%3D* | 400 | database: cannot be edited here; write one of keep, keep-newest, lead, period, grace, max-drops, max-share, new-rules, still-written, schedule, zone, locale, stop-after, max-age, concurrency, release-batch, or use forecast --as-if on the command line, which takes every key",
        "/why | 400 | parameter partition is missing",
        "/holds?all=1 | 400 | parameter all must be true or false, not \"1\"",
        "/audit?act=look | 400 | parameter act must be one of run, rerun, accept, stop, hold, lift, restore, recover, purge, log in, other, not \"look\"",
        "/audit?since=yesterday | 400 | parameter since must be a date such as 2026-11-24, not \"yesterday\"",
        "/nothing | 404 | there is no address /api/v1/nothing; /api/v1/openapi.json lists all",
        "/schemas/none.json | 404 | there is no schema none.json; openapi.json names those that there are",
      })
  void whatCannotBeAnsweredIsRefusedInOneSentence(String path, int status, String message) {
    HttpResponse<String> answer = api.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    Contract.hold("error", answer);
    assertThat(json(answer).get("error").get("message").stringValue()).isEqualTo(message);
    assertThat(json(answer).get("error").get("code").intValue()).isEqualTo(2);
  }

  @Slow
  @Test
  void anEditOfTheRulesThatIsAMistakeIsRefusedAndShowsNoSecret() {
    HttpResponse<String> answer =
        api.get("/forecast?policy=quick-setup&asIf=keep%3D%24%7BMILVUS_TOKEN%7D");

    assertThat(answer.statusCode()).isEqualTo(400);
    Contract.hold("error", answer);
    assertThat(answer.body()).contains("keep").doesNotContain(Installation.TOKEN);
  }

  @Slow
  @ParameterizedTest
  @CsvSource({"/plan?policy=elsewhere", "/forecast?policy=elsewhere"})
  void aClusterThatDoesNotAnswerIsABadGateway(String path) {
    HttpResponse<String> answer = api.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
    Contract.hold("error", answer);
    assertThat(json(answer).get("error").get("code").intValue()).isEqualTo(6);
    assertThat(json(answer).get("error").get("message").stringValue())
        .contains(Outcome.CONNECTION_REFUSED.meaning());
  }

  @Slow
  @Test
  void anAddressThatIsNotWellEncodedIsRefusedToo() throws IOException {
    assertThat(api.raw("GET /api/v1/runs?policy=%zz HTTP/1.0"))
        .startsWith("HTTP/1.1 400 ")
        .endsWith(
            "{\"error\":{\"code\":2,\"message\":\"the query is not encoded as an address has to be\"}}\n");
  }

  @Slow
  @Test
  void whateverAProgramSaysThatItAcceptsItGetsJson() {
    assertThat(api.send(api.request("/runs").header("Accept", "text/html")).body())
        .isEqualTo(api.get("/runs").body());
    HttpResponse<String> error = api.send(api.request("/runs/99").header("Accept", "text/html"));
    assertThat(error.statusCode()).isEqualTo(404);
    Contract.hold("error", error);
  }

  @Slow
  @Test
  void whoAsksForTheHeadersAloneGetsThem() {
    HttpResponse<String> head =
        api.send(api.request("/runs").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(head.body()).isEmpty();
  }

  @Slow
  @Test
  void aRepositoryThatCannotBeUsedIsAServiceThatIsUnavailable() {
    program.database().change("ALTER TABLE retention_hold RENAME TO retention_hold_away");
    try {
      HttpResponse<String> answer = api.get("/holds");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      Contract.hold("error", answer);
      assertThat(json(answer).get("error").get("code").intValue()).isEqualTo(6);
    } finally {
      program.database().change("ALTER TABLE retention_hold_away RENAME TO retention_hold");
    }
  }

  @Slow
  @Test
  void theAuditIsReadInPagesAndByFilter() {
    // Those of the commands, beside what was refused here meanwhile.
    HttpResponse<String> all = api.get("/audit?who=%40");

    Contract.hold("audit", all);
    assertThat(json(all).values())
        .extracting(act -> act.get("act").stringValue())
        .containsExactly("run", "run", "lift", "hold", "hold");
    assertThat(json(api.get("/audit?act=hold&q=march"))).hasSize(1);
    assertThat(json(api.get("/audit?who=%40&limit=2&offset=1")).values())
        .containsExactlyElementsOf(List.copyOf(json(all).values()).subList(1, 3));
    assertThat(json(api.get("/audit?until=2026-11-23"))).isEmpty();
  }

  @Slow
  @Test
  void whereNobodyMayActNobodyActs() {
    for (Operation operation : Operations.ALL) {
      if (operation.hasBody()) {
        HttpResponse<String> answer = api.post(operation.path().replace("{id}", "1"), "{}");

        assertThat(answer.statusCode()).as(operation.path()).isEqualTo(403);
        assertThat(answer.body()).contains("read-only: true");
      }
    }
  }

  @Slow
  @Test
  void theDescriptionIsServedAndSoIsEachSchemaThatItNames() {
    HttpResponse<String> answer = api.get("/openapi.json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(OpenApi.of(Operations.ALL));
    for (String name : Schemas.names()) {
      HttpResponse<String> schema = api.get("/schemas/" + name + ".json");
      assertThat(schema.statusCode()).as(name).isEqualTo(200);
      assertThat(json(schema)).isEqualTo(Schemas.read(name));
    }
  }

  /** How often a cluster that is away was asked within its budget is a matter of chance. */
  private static String withoutAttempts(String answer) {
    return answer.replaceAll("after [0-9]+ attempts", "after some attempts");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
