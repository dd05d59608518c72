package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.Written.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

class FirstStartTest {
  @RepeatedTest(3)
  void twoNodesThatStartAtOnceOnAnEmptyDatabaseBothStart() throws Exception {
    Store store = Store.postgres().withQuartzTables();
    Rules rules = new Written().policy("nightly", LEAP_DAY, "UTC").rules();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Node one = Node.on(store);
        Node other = one.another()) {
      Future<Node> first = threads.submit(reconcile(one, rules, together));
      Future<Node> second = threads.submit(reconcile(other, rules, together));

      assertThat(first).succeedsWithin(Duration.ofMinutes(2));
      assertThat(second).succeedsWithin(Duration.ofMinutes(2));
      assertThat(one.scheduler.checkExists(Node.key("nightly"))).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Node> reconcile(Node node, Rules rules, CyclicBarrier together) {
    return () -> {
      together.await();
      return node.reconcile(rules);
    };
  }
}
