package io.github.milvusretention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** x */
class WholeMatrix {
  @Test
  void everyFaultOfEveryRoute() throws Exception {
    String only = System.getProperty("cases", "");
    int each = Integer.getInteger("each", 1);
    int i = 0;
    List<Case> chosen = new ArrayList<>();
    for (Case one : Case.all()) {
      if (one.toString().matches(".*" + only + ".*") && i++ % each == 0) {
        chosen.add(one);
      }
    }
    System.out.println(Case.all().size() + " in all");
    assertThat(play(Map.of("spring.datasource.url", "jdbc:h2:memFS:matrix;WRITE_DELAY=0"), chosen))
        .isEmpty();
  }

  static List<String> play(Map<String, Object> database, List<Case> cases) throws Exception {
    long start = System.nanoTime();
    List<String> failures = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(Server.values().length);
    try (Stage stage = new Stage(database)) {
      System.out.println("started after " + (System.nanoTime() - start) / 1000000 + " ms");
      start = System.nanoTime();
      Map<Server, List<Case>> each = new TreeMap<>();
      cases.forEach(one -> each.computeIfAbsent(one.server(), s -> new ArrayList<>()).add(one));
      List<Future<List<String>>> futures = new ArrayList<>();
      each.forEach(
          (server, some) ->
              futures.add(
                  threads.submit(
                      () -> {
                        List<String> failed = new ArrayList<>();
                        int n = 0;
                        for (Case one : some) {
                          failed.addAll(new Play(one, n++, stage).play());
                        }
                        return failed;
                      })));
      for (Future<List<String>> future : futures) {
        failures.addAll(future.get());
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.printf(
        Locale.ROOT,
        "%d cases in %d s, %d failed; changes %d per %d all %d slept %d took %d%n",
        cases.size(),
        (System.nanoTime() - start) / 1_000_000_000,
        failures.size(),
        Bounds.maxChanges,
        Bounds.maxPer,
        Bounds.maxAll,
        Bounds.maxSlept,
        Bounds.maxTook);
    failures.forEach(System.out::println);
    return failures;
  }
}
