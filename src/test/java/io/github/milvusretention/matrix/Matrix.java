package io.github.milvusretention.matrix;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays cases: those of one server one after the other, the servers side by side. */
final class Matrix {
  /** Without a divisor in common with the number of most combinations, so that it visits all. */
  private static final int STRIDE = 31;

  private Matrix() {}

  /**
   * Each route with each mischief once; how often, whose calls, and which server change from one to
   * the next, the same way each time.
   */
  static List<Case> eachOnce() {
    Map<String, List<Case>> byEssence = new LinkedHashMap<>();
    Case.all()
        .forEach(one -> byEssence.computeIfAbsent(one.essence(), e -> new ArrayList<>()).add(one));
    List<Case> chosen = new ArrayList<>();
    byEssence
        .values()
        .forEach(cases -> chosen.add(cases.get(chosen.size() * STRIDE % cases.size())));
    return List.copyOf(chosen);
  }

  /** What went wrong, a text for each case in which something did. */
  static List<String> play(Databases kind, Path directory, List<Case> cases) {
    Map<Server, List<Case>> byServer = new TreeMap<>();
    cases.forEach(one -> byServer.computeIfAbsent(one.server(), s -> new ArrayList<>()).add(one));
    ExecutorService threads = Executors.newFixedThreadPool(Server.values().length);
    try (Stage stage = new Stage(kind, directory)) {
      long start = System.nanoTime();
      List<Future<List<String>>> played = new ArrayList<>();
      byServer.values().forEach(each -> played.add(threads.submit(() -> play(each, stage))));
      List<String> failures = new ArrayList<>();
      for (Future<List<String>> some : played) {
        failures.addAll(some.get());
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %d cases in %d s, %d failed%n",
          kind,
          cases.size(),
          (System.nanoTime() - start) / 1_000_000_000,
          failures.size());
      return failures;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> play(List<Case> cases, Stage stage) {
    List<String> failures = new ArrayList<>();
    for (int number = 0; number < cases.size(); number++) {
      List<String> problems = new Play(cases.get(number), number, stage).play();
      problems.forEach(System.out::println);
      failures.addAll(problems);
    }
    return failures;
  }
}
