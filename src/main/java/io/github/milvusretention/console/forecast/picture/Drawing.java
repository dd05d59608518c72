package io.github.milvusretention.console.forecast.picture;

import io.github.milvusretention.console.forecast.picture.Picture.Shape;
import io.github.milvusretention.console.forecast.picture.Picture.Strip;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the time lines of some collections, one above the other, so that they compare. */
public final class Drawing {
  static final double WIDTH = 1200;
  static final double MARGIN = 10;

  private static final double TOP = 34;
  private static final double TEXT = 18;
  private static final double BAR = 13;

  /** From one row of bars to the next. */
  private static final double PITCH = 19;

  private static final double GAP = 12;
  private static final double THINNEST = 1;

  /** Partitions whose periods overlap stand in rows of their own, but not in more than these. */
  private static final int ROWS = 6;

  private static final int NAME = 110;

  private final Forecast forecast;
  private final @Nullable Forecast edited;
  private final Palette palette;
  private final ZoneId zone;
  private final Axis axis;

  /**
   * @param lanes those that are to be drawn
   * @param asIf the same collections under the edited rules; empty without
   */
  public Drawing(
      Forecast forecast,
      @Nullable Forecast edited,
      Palette palette,
      List<Lane> lanes,
      List<Lane> asIf) {
    this.forecast = forecast;
    this.edited = edited;
    this.palette = palette;
    this.zone = forecast.policy().zone();
    this.axis = axis(forecast, edited, Stream.concat(lanes.stream(), asIf.stream()).toList());
  }

  /**
   * From the oldest partition, if that is not many times as old as the line of keep, to the end of
   * the forecast, or a little further for those that are created ahead.
   */
  private static Axis axis(Forecast forecast, @Nullable Forecast edited, List<Lane> lanes) {
    Instant keep = KeepLine.at(forecast.horizon().from(), forecast.policy());
    if (edited != null) {
      Instant other = KeepLine.at(edited.horizon().from(), edited.policy());
      keep = other.isBefore(keep) ? other : keep;
    }
    Instant until = forecast.horizon().until();
    Duration window = Duration.between(keep, until);
    Instant oldest = keep.minus(window.dividedBy(20));
    Instant newest = until;
    for (Lane lane : lanes) {
      for (Bar bar : lane.bars()) {
        oldest = bar.start().isBefore(oldest) ? bar.start() : oldest;
        newest = bar.end().isAfter(newest) ? bar.end() : newest;
      }
    }
    Instant earliest = keep.minus(window);
    Instant latest = until.plus(window.dividedBy(4));
    return new Axis(
        oldest.isBefore(earliest) ? earliest : oldest,
        newest.isAfter(latest) ? latest : newest,
        MARGIN,
        WIDTH - 2 * MARGIN);
  }

  /** Each collection, with its second strip beneath it if it has one. */
  public Picture picture(List<Lane> lanes, List<Lane> asIf) {
    List<Strip> strips = new ArrayList<>();
    double y = TOP;
    for (Lane lane : lanes) {
      Strip strip = strip(lane, forecast, shortened(lane.name()), y);
      strips.add(strip);
      y = strip.bottom();
      if (edited != null) {
        Lane other =
            asIf.stream()
                .filter(one -> one.name().equals(lane.name()))
                .findFirst()
                .orElse(new Lane(lane.name(), List.of(), 0, false));
        strip = strip(other, edited, null, y + 4);
        strips.add(strip);
        y = strip.bottom();
      }
      y += GAP;
    }
    return new Picture(WIDTH, y + 4, axis.x(forecast.horizon().from()), axis.ticks(zone), strips);
  }

  /**
   * @param heading null for the second strip of a collection
   */
  private Strip strip(Lane lane, Forecast by, @Nullable String heading, double y) {
    double top = y + TEXT;
    List<Shape> shapes = new ArrayList<>();
    Set<Instant> refused =
        by.nights().stream()
            .filter(night -> !night.refusals().isEmpty())
            .map(Night::at)
            .collect(Collectors.toSet());
    int rows = 1;
    Instant[] ends = new Instant[ROWS];
    Arrays.fill(ends, Instant.MIN);
    for (Bar bar : lane.bars()) {
      int row = 0;
      while (row < ROWS - 1 && ends[row].isAfter(bar.start())) {
        row++;
      }
      ends[row] = bar.end().isAfter(ends[row]) ? bar.end() : ends[row];
      rows = Math.max(rows, row + 1);
      shapes.add(shape(bar, top + row * PITCH + PITCH - BAR, refused));
    }
    // What is held is drawn last, so that no neighbour covers its mark.
    shapes.sort(Comparator.comparing(Shape::held));
    return new Strip(
        heading,
        heading == null && !lane.cut() ? "" : note(lane),
        y + TEXT - 4,
        top,
        top + rows * PITCH + 2,
        axis.x(KeepLine.at(by.horizon().from(), by.policy())),
        axis.x(KeepLine.at(by.horizon().until(), by.policy())),
        heading == null,
        shapes);
  }

  private static String note(Lane lane) {
    if (lane.cut()) {
      return "not drawn: there are too many partitions in all; ask for this collection alone";
    }
    return lane.without() == 0 ? "" : "not drawn: " + lane.without() + " whose names are not read";
  }

  private Shape shape(Bar bar, double y, Set<Instant> refused) {
    double x = axis.x(bar.start());
    double width = Math.max(THINNEST, axis.x(bar.end()) - x);
    // A gap between neighbours, where there is room for one.
    width = width > 4 ? width - 1 : width;
    x = Math.min(x, MARGIN + axis.width() - width);
    boolean held = !bar.kept().isEmpty();
    String colour = held && bar.goes() == null ? "held" : palette.of(bar.goes());
    return new Shape(
        Axis.tenth(x),
        Axis.tenth(y),
        Axis.tenth(width),
        BAR,
        bar.expected() ? colour + " expected" : colour,
        title(bar, refused),
        held);
  }

  private String title(Bar bar, Set<Instant> refused) {
    StringBuilder title = new StringBuilder(Visible.line(bar.name()));
    title.append(": ").append(local(bar.start())).append(" to ").append(local(bar.end()));
    title.append(", expires ").append(local(bar.expires()));
    if (bar.expected()) {
      title.append("; does not exist yet");
    }
    if (!bar.kept().isEmpty()) {
      title.append("; ").append(Visible.line(bar.kept()));
    }
    if (bar.released() != null) {
      title.append("; released in the run of ").append(local(bar.released()));
    }
    title.append(bar.goes() == null ? "; stays" : "; goes in the run of " + local(bar.goes()));
    if (bar.goes() != null && refused.contains(bar.goes())) {
      title.append(", which a guard would refuse");
    }
    return title.toString();
  }

  private String local(Instant at) {
    return at.atZone(zone).toOffsetDateTime().toString();
  }

  private static String shortened(String name) {
    String visible = Visible.line(name);
    return visible.length() <= NAME ? visible : visible.substring(0, NAME - 1) + "…";
  }
}
