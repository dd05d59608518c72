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

/** Runs cases: those of one server one after the other, different servers in parallel. */
final class Matrix {
  /** Coprime to the usual number of combinations, so that the selection varies. */
  private static final int STRIDE = 31;

  /** So many cases share a repository, which is in memory and grows with each. */
  private static final int CASES_OF_ONE_REPOSITORY = 1000;

  private Matrix() {}

  /**
   * Each route with each fault once. Frequency, scope and server vary from case to case, in a fixed
   * way.
   */
  static List<FaultCase> eachOnce() {
    Map<String, List<FaultCase>> byKey = new LinkedHashMap<>();
    FaultCase.all()
        .forEach(
            faultCase ->
                byKey.computeIfAbsent(faultCase.key(), e -> new ArrayList<>()).add(faultCase));
    List<FaultCase> chosen = new ArrayList<>();
    byKey.values().forEach(cases -> chosen.add(cases.get(chosen.size() * STRIDE % cases.size())));
    return List.copyOf(chosen);
  }

  /** Runs the cases and returns one text for each case that failed. */
  static List<String> run(Databases kind, Path directory, List<FaultCase> cases) {
    List<String> failures = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += CASES_OF_ONE_REPOSITORY) {
      int to = Math.min(cases.size(), from + CASES_OF_ONE_REPOSITORY);
      failures.addAll(runTogether(kind, directory, cases.subList(from, to)));
    }
    return failures;
  }

  private static List<String> runTogether(Databases kind, Path directory, List<FaultCase> cases) {
    Map<Server, List<FaultCase>> byServer = new TreeMap<>();
    cases.forEach(
        faultCase ->
            byServer.computeIfAbsent(faultCase.server(), s -> new ArrayList<>()).add(faultCase));
    ExecutorService threads = Executors.newFixedThreadPool(Server.values().length);
    try (MatrixApplication application = new MatrixApplication(kind, directory)) {
      long start = System.nanoTime();
      List<Future<List<String>>> results = new ArrayList<>();
      byServer.values().forEach(each -> results.add(threads.submit(() -> run(each, application))));
      List<String> failures = new ArrayList<>();
      for (Future<List<String>> some : results) {
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

  private static List<String> run(List<FaultCase> cases, MatrixApplication application) {
    List<String> failures = new ArrayList<>();
    for (int number = 0; number < cases.size(); number++) {
      List<String> problems = new CaseRun(cases.get(number), number, application).run();
      problems.forEach(System.out::println);
      failures.addAll(problems);
    }
    return failures;
  }
}
