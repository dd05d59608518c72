package io.github.milvusretention.schedule;

import static io.github.milvusretention.schedule.TestRules.LEAP_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

@Slow
class FirstStartTest {
  @RepeatedTest(3)
  void twoNodesCanStartConcurrentlyOnAnEmptyDatabase() throws Exception {
    TestDatabase database = TestDatabase.postgres().withQuartzTables();
    Rules rules = new TestRules().policy("nightly", LEAP_DAY, "UTC").rules();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (QuartzNode one = QuartzNode.on(database);
        QuartzNode other = one.another()) {
      Future<QuartzNode> first = threads.submit(reconcile(one, rules, together));
      Future<QuartzNode> second = threads.submit(reconcile(other, rules, together));

      assertThat(first).succeedsWithin(Duration.ofMinutes(2));
      assertThat(second).succeedsWithin(Duration.ofMinutes(2));
      assertThat(one.scheduler.checkExists(QuartzNode.key("nightly"))).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<QuartzNode> reconcile(
      QuartzNode node, Rules rules, CyclicBarrier together) {
    return () -> {
      together.await();
      return node.reconcile(rules);
    };
  }
}
