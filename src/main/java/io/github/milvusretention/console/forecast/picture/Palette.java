package io.github.milvusretention.console.forecast.picture;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Colours for the nights in which something goes, in their order: the first ones are the warmest.
 */
public final class Palette {
  private static final int COLOURS = 6;

  private final Map<Instant, Integer> colours = new TreeMap<>();

  public Palette(Stream<Instant> nights) {
    TreeSet<Instant> sorted = nights.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    int shown = Math.min(COLOURS, sorted.size());
    int i = 0;
    for (Instant night : sorted) {
      colours.put(night, i * shown / sorted.size() + 1);
      i++;
    }
  }

  /**
   * The name of the colour.
   *
   * @param night null for none, in which nothing goes
   */
  String of(@Nullable Instant night) {
    Integer colour = night == null ? null : colours.get(night);
    return colour == null ? "stays" : "n" + colour;
  }

  /** A colour and the nights it stands for. */
  public record Key(String colour, String text) {}

  public List<Key> keys(ZoneId zone) {
    Map<Integer, List<Instant>> byColour = new TreeMap<>();
    colours.forEach(
        (night, colour) -> byColour.computeIfAbsent(colour, c -> new ArrayList<>()).add(night));
    List<Key> keys = new ArrayList<>();
    byColour.forEach(
        (colour, nights) -> {
          String first = nights.get(0).atZone(zone).toLocalDate().toString();
          String last = nights.get(nights.size() - 1).atZone(zone).toLocalDate().toString();
          keys.add(new Key("n" + colour, first.equals(last) ? first : first + " to " + last));
        });
    return keys;
  }
}
