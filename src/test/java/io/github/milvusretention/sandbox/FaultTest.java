package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.AnswerAssert.assertAnswer;
import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls a fault answers, and how. */
class FaultTest {
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox =
      Sandbox.builder().seed(FaultTest::january).version(Version.V2_6_19).start();
  private final Client client = new Client(sandbox.uri(), "");

  private static void january(Sandbox sandbox) {
    sandbox.createCollection("default", "quick_setup");
    sandbox.createPartitions("default", "quick_setup", "january", "february");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void anAnswerWithoutTheEffectChangesNothing() throws IOException {
    sandbox.on(DROP).react(Reaction.badGateway());

    Client.Answer answer = drop("january");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.contentType()).isEqualTo("text/html");
    assertThat(live()).contains("january");
  }

  @Test
  void anErrorCanBeAnsweredAfterTheEffect() throws IOException {
    sandbox.on(DROP).react(Reaction.internalError().afterEffect());

    assertThat(drop("january").status()).isEqualTo(500);
    assertThat(live()).doesNotContain("january");
  }

  @Test
  void aSuccessCanBeAnsweredWithoutTheEffect() throws IOException {
    sandbox.on(DROP).react(Reaction.lostEffect());

    assertAnswer(drop("january")).succeeds();
    assertThat(live()).contains("january");
  }

  @Test
  void aResetCanHappenBeforeOrAfterTheEffect() {
    sandbox.on(DROP).forPartition("january").react(Reaction.reset());
    sandbox.on(DROP).forPartition("february").react(Reaction.reset().afterEffect());

    assertThatIOException().isThrownBy(() -> drop("january"));
    assertThatIOException().isThrownBy(() -> drop("february"));
    assertThat(live()).containsExactly("_default", "january");
  }

  @Test
  void aTruncatedAnswerEndsInTheMiddleOfItsBody() {
    sandbox.on(DROP).react(Reaction.truncated());

    assertThatIOException().isThrownBy(() -> drop("january"));
    assertThat(live()).doesNotContain("january");
  }

  @Test
  void theServerCanTimeOutAfterTheEffect() throws IOException {
    sandbox.on(DROP).react(Reaction.timeout().afterEffect());

    assertThat(drop("january").status()).isEqualTo(408);
    assertThat(live()).doesNotContain("january");
  }

  @Test
  void refusalsHaveTheTextsOfMilvus() throws IOException {
    assertAnswer(dropWhile(Reaction.throttled())).fails(1807, "rate limit exceeded");
    assertAnswer(dropWhile(Reaction.denied())).fails(1807, "quota exceeded");
    assertAnswer(dropWhile(Reaction.queueFull())).fails(4, "queue is full");
    assertAnswer(dropWhile(Reaction.notReady())).fails(1, "service not ready");
    assertAnswer(dropWhile(Reaction.loaded())).fails(1100, "partition is loaded");
    assertAnswer(dropWhile(Reaction.error(10000, "context canceled")))
        .fails(10000, "context canceled");
    assertThat(live()).contains("january");
  }

  @Test
  void credentialsAndPrivilegesHaveTheirOwnStatuses() throws IOException {
    Client.Answer unknown = dropWhile(Reaction.unauthenticated());
    Client.Answer forbidden = dropWhile(Reaction.forbidden("DropPartition"));

    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.code()).isEqualTo(1800);
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.code()).isEqualTo(65535);
    assertThat(forbidden.message()).contains("DropPartition: permission deny to");
  }

  @Test
  void anyBodyAndHeadersCanBeAnswered() throws IOException {
    Client.Answer answer =
        dropWhile(Reaction.answer(Reply.text(429, "slow down").with("Retry-After", "7")));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("slow down");
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(dropWhile(Reaction.answer(Reply.json(200, ""))).body()).isEmpty();
  }

  @Test
  void aListCanBeShortened() throws IOException {
    sandbox.on("partitions/list").react(Reaction.data("[\"_default\"]"));

    Client.Answer answer = client.post("partitions/list", body("quick_setup"));

    assertAnswer(answer).succeeds();
    assertThat(answer.data().toString()).isEqualTo("[\"_default\"]");
  }

  @Test
  void aFaultAnswersOnlyMatchingCalls() throws IOException {
    sandbox.createCollection("archive", "quick_setup");
    sandbox.createCollection("default", "other");
    Fault fault =
        sandbox
            .on("partitions/release")
            .inDatabase("default")
            .onCollection("quick_setup")
            .forPartition("january")
            .react(Reaction.notReady());

    client.post("partitions/release", body("quick_setup", names("february")));
    client.post("partitions/release", body("other", names("january")));
    client.post(
        "partitions/release", body("quick_setup", names("january"), "\"dbName\":\"archive\""));
    drop("january");
    assertThat(fault.fired()).isZero();

    assertAnswer(
            client.post("partitions/release", body("quick_setup", names("february", "january"))))
        .fails(1, "service not ready");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aFaultCanBeLimitedByCallNumber() throws IOException {
    sandbox.on("partitions/list").once().react(Reaction.notReady());
    sandbox.on("partitions/has").fromCall(2).times(2).react(Reaction.notReady());
    sandbox.on("collections/describe").fromCall(3).react(Reaction.notReady());

    assertThat(codes("partitions/list")).containsExactly(1, 0, 0, 0, 0);
    assertThat(codes("partitions/has")).containsExactly(0, 1, 1, 0, 0);
    assertThat(codes("collections/describe")).containsExactly(0, 0, 1, 1, 1);
  }

  @Test
  void theFirstMatchingFaultAnswers() throws IOException {
    sandbox.on(DROP).once().react(Reaction.notReady());
    sandbox.onEvery().react(Reaction.queueFull());

    assertThat(codes(DROP)).containsExactly(1, 4, 4, 4, 4);
  }

  @Test
  void healingEndsEveryFault() throws IOException {
    sandbox.onEvery().react(Reaction.reset());
    sandbox.heal();

    assertAnswer(drop("january")).succeeds();
  }

  @Test
  void hooksRunBeforeAndAfterTheEffect() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    sandbox
        .on(DROP)
        .react(
            Reaction.honest()
                .before(call -> seen.add("before " + call.partition() + " " + live()))
                .after(call -> seen.add("after " + call.partition() + " " + live())));

    assertAnswer(drop("january")).succeeds();

    assertThat(seen)
        .containsExactly(
            "before january [_default, february, january]", "after january [_default, february]");
  }

  @Test
  void anExceptionOfAHookIsAnsweredAs500AndRethrownOnClose() throws IOException {
    Sandbox other = Sandbox.start(Version.V2_6_19);
    other
        .onEvery()
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      throw new AssertionError("not expected here");
                    }));

    assertThat(new Client(other.uri(), "").post("collections/list", "{}").status()).isEqualTo(500);
    assertThatIllegalStateException()
        .isThrownBy(other::close)
        .havingCause()
        .withMessage("not expected here");
  }

  private Client.Answer dropWhile(Reaction reaction) throws IOException {
    sandbox.on(DROP).react(reaction);
    try {
      return drop("january");
    } finally {
      sandbox.heal();
    }
  }

  private List<Integer> codes(String route) throws IOException {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      codes.add(client.post(route, body("quick_setup", name("january"))).code());
    }
    return codes;
  }

  private Client.Answer drop(String partition) throws IOException {
    return client.post(DROP, body("quick_setup", name(partition)));
  }

  private List<String> live() {
    return sandbox.partitions("default", "quick_setup");
  }
}
