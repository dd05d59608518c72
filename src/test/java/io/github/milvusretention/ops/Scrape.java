package io.github.milvusretention.ops;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Metrics in Prometheus's text format.
 *
 * @param text as a file or the daemon has it; labels come in alphabetical order
 */
public record Scrape(String text) {
  /**
   * The value of one series, with its labels as they are written: {@code up{cluster="local"}}.
   * Throws {@link NoSuchElementException} if it is absent.
   */
  public double value(String series) {
    return lines().stream()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(series + " is not in\n" + ours()));
  }

  /** The names of all metrics, those of a histogram as Prometheus keeps them. */
  public Set<String> names() {
    return lines().stream()
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The lines about metrics of this program, with their descriptions. */
  public String ours() {
    return text.lines()
        .filter(line -> line.matches("(# (HELP|TYPE) )?retention_.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> lines() {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }
}
