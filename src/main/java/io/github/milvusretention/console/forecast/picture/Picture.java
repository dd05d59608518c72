package io.github.milvusretention.console.forecast.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn, in units of the picture, which begins at its upper left.
 *
 * @param today where now is
 * @param strips from top to bottom
 */
public record Picture(
    double width, double height, double today, List<Axis.Tick> ticks, List<Strip> strips) {

  /**
   * The bars of one collection under one set of rules.
   *
   * @param heading the collection's name; null for its second strip
   * @param note what is to be said of it; empty for nothing
   * @param label where the text stands
   * @param top of the bars
   * @param bottom of the bars
   * @param keep where the keep line is now
   * @param keepThen where it is at the end of the forecast
   * @param edited whether the rules are the edited ones
   */
  public record Strip(
      @Nullable String heading,
      String note,
      double label,
      double top,
      double bottom,
      double keep,
      double keepThen,
      boolean edited,
      List<Shape> shapes) {
    public double height() {
      return Axis.tenth(bottom - top);
    }

    public double band() {
      return Axis.tenth(Math.max(0, keepThen - keep));
    }
  }

  /**
   * One bar.
   *
   * @param kind its colour, and whether it is expected
   * @param title what it is, in words
   * @param held whether something beside the rules keeps it
   */
  public record Shape(
      double x, double y, double width, double height, String kind, String title, boolean held) {
    /** A small mark above a bar that is held. */
    public String pin() {
      double middle = Axis.tenth(x + width / 2);
      return "M" + middle + " " + y + "l3.5 -5h-7z";
    }
  }
}
