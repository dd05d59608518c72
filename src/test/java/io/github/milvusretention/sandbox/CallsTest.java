package io.github.milvusretention.sandbox;

import static io.github.milvusretention.sandbox.OwnCollection.body;
import static io.github.milvusretention.sandbox.OwnCollection.name;
import static io.github.milvusretention.sandbox.OwnCollection.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of received calls. */
class CallsTest {
  private static final String TOKEN = "root:Milvus";

  private final Sandbox sandbox = Sandbox.builder().token(TOKEN).start();
  private final Client client = new Client(sandbox.uri(), TOKEN);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyCallIsLoggedInOrderWithItsParameters() throws IOException {
    client.post("partitions/list", body("quick_setup"), "Request-Timeout", "60");
    client.post("partitions/release", body("quick_setup", names("a", "b"), "\"dbName\":\"sales\""));
    client.post("partitions/drop", body("quick_setup", name("a")), "DB-Name", "archive");
    client.post("partitions/drop", "no json");

    assertThat(sandbox.calls())
        .extracting(Call::number, Call::route, Call::database, Call::collection, Call::partitions)
        .containsExactly(
            tuple(1, "partitions/list", "default", "quick_setup"),
            tuple(2, "partitions/release", "sales", "quick_setup", "a", "b"),
            tuple(3, "partitions/drop", "archive", "quick_setup", "a"),
            tuple(4, "partitions/drop", "default", ""));
    assertThat(sandbox.calls().get(0).headers()).containsEntry("request-timeout", "60");
    assertThat(sandbox.callsTo("partitions/drop")).hasSize(2);
    assertThat(sandbox.mutations()).extracting(Call::number).containsExactly(2, 3, 4);

    sandbox.clearCalls();

    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void aCallDoesNotContainTheToken() throws IOException {
    client.post("collections/list", "{}");
    new Client(sandbox.uri(), "root:wrong").post("collections/list", "{}");
    new Client(sandbox.uri(), "").post("collections/list", "{}");

    assertThat(sandbox.calls()).extracting(Call::authorised).containsExactly(true, false, false);
    assertThat(sandbox.calls().toString()).doesNotContain("Milvus", "wrong");
  }

  @Test
  void concurrentCallsAreAllLogged() {
    CompletableFuture<?>[] answers =
        IntStream.range(0, 40)
            .mapToObj(i -> client.postLater("collections/has", body("c" + i)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(answers).join();

    assertThat(sandbox.calls())
        .extracting(Call::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
  }

  private static Tuple tuple(
      int number, String route, String database, String collection, String... partitions) {
    return Tuple.tuple(number, route, database, collection, List.of(partitions));
  }
}
