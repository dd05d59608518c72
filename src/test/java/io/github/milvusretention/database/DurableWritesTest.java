package io.github.milvusretention.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a power cut cannot take back. */
class DurableWritesTest {
  private static final int WRITERS = 8;

  private final HikariDataSource pool = new HikariDataSource();
  private final JdbcClient jdbc = JdbcClient.create(pool);

  DurableWritesTest(@TempDir Path directory) {
    WatchedFiles.register();
    pool.setJdbcUrl("jdbc:h2:watched:async:" + directory.resolve("retention") + ";WRITE_DELAY=0");
    pool.setUsername("sa");
    pool.setPassword("");
    jdbc.sql("CREATE TABLE written (n INTEGER)").update();
  }

  @AfterEach
  void stop() {
    WatchedFiles.beforeForce(() -> {});
    pool.close();
  }

  @Test
  void h2LeavesACommitToTheOperatingSystemUntilItIsForced() throws Exception {
    DurableWrites durable = new DurableWrites(pool, true);

    jdbc.sql("INSERT INTO written VALUES (1)").update();
    assertThat(WatchedFiles.allOnDisk()).isFalse();

    durable.force();
    assertThat(WatchedFiles.allOnDisk()).isTrue();
  }

  @Test
  void thoseWhoWriteAtTheSameTimeShareTheDisk() throws Exception {
    DurableWrites durable = new DurableWrites(pool, true);
    int before = WatchedFiles.forces();
    List<Thread> started = new CopyOnWriteArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            WRITERS,
            work -> {
              Thread thread = new Thread(work);
              started.add(thread);
              return thread;
            });
    try {
      CyclicBarrier together =
          new CyclicBarrier(WRITERS, () -> WatchedFiles.beforeForce(() -> awaitAllOthers(started)));
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(
            () -> {
              jdbc.sql("INSERT INTO written VALUES (" + number + ")").update();
              together.await();
              durable.force();
              return WatchedFiles.allOnDisk();
            });
      }
      for (Future<Boolean> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(WatchedFiles.forces() - before).isBetween(1, WRITERS / 2);
  }

  /** The first to reach the disk is held until all others wait for it. */
  private static void awaitAllOthers(List<Thread> writers) {
    WatchedFiles.beforeForce(() -> {});
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                writers.stream().filter(w -> w.getState() == Thread.State.BLOCKED).count()
                    == WRITERS - 1);
  }
}
