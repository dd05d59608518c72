package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.forecast.picture.Drawing;
import io.github.milvusretention.console.forecast.picture.Lane;
import io.github.milvusretention.console.forecast.picture.Palette;
import io.github.milvusretention.console.forecast.picture.Picture;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.forecast.CollectionForecast;
import io.github.milvusretention.forecast.Difference;
import io.github.milvusretention.forecast.Forecast;
import io.github.milvusretention.forecast.Night;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a forecast shows.
 *
 * @param most how many partitions the server allows in a collection
 * @param messages notes, and what could not be read
 */
record ForecastModel(
    Head head,
    int most,
    List<String> messages,
    Picture picture,
    List<Palette.Key> colours,
    Part<CountRow> collections,
    Part<NightRow> nights,
    Moved moved) {

  /**
   * What is told above the rest.
   *
   * @param asked when the cluster was asked
   * @param schedule null if the policy has none
   * @param keep of the policy
   * @param keepEdited of the policy as it is edited; null without an edit
   */
  record Head(
      Moment asked,
      Moment until,
      @Nullable String schedule,
      String keep,
      @Nullable String keepEdited) {}

  /** The rows of one page of a list. */
  record Part<T>(List<T> rows, Paging paging) {}

  /**
   * What goes in another night by the edited rules.
   *
   * @param first the first of them; empty without an edit
   * @param total how many there are
   */
  record Moved(List<MovedRow> first, int total) {
    static Moved of(Forecast forecast, @Nullable Forecast edited, ZoneId zone) {
      List<Difference> all = edited == null ? List.of() : Difference.between(forecast, edited);
      return new Moved(
          all.stream().limit(MOVED).map(one -> MovedRow.of(one, zone)).toList(), all.size());
    }
  }

  private static final int LANES = 8;
  private static final int NIGHTS = 30;
  private static final int MOVED = 200;

  /**
   * @param text a part of the names of collections; empty for all
   * @param page of the collections, from 1
   * @param night the page of the nights, from 1
   */
  static ForecastModel of(
      Answer<Foretold> answer, String text, int page, int night, PageLink link) {
    Foretold foretold = answer.value();
    Forecast forecast = foretold.forecast();
    Forecast edited = foretold.told().edited();
    ZoneId zone = forecast.policy().zone();
    List<Lane> edits = foretold.edited() == null ? List.of() : foretold.edited();
    List<Lane> all = named(both(foretold.lanes(), edits), text);
    Paging collections = new Paging(link, page, LANES, all.size());
    List<Lane> lanes = Paging.part(all, collections);
    Set<String> names = lanes.stream().map(Lane::name).collect(Collectors.toSet());
    List<Lane> asIf = edits.stream().filter(lane -> names.contains(lane.name())).toList();
    Palette palette = new Palette(Stream.concat(drops(forecast), drops(edited)));
    Paging allNights = new Paging(link, night, NIGHTS, forecast.nights().size(), "night");
    return new ForecastModel(
        new Head(
            new Moment(answer.at(), zone),
            new Moment(forecast.horizon().until(), zone),
            forecast.policy().timetable().schedule(),
            forecast.policy().keep().toString(),
            edited == null ? null : edited.policy().keep().toString()),
        foretold.told().most(),
        messages(foretold),
        new Drawing(forecast, edited, palette, lanes, asIf).picture(lanes, asIf),
        palette.keys(zone),
        new Part<>(counts(forecast, edited, names, zone), collections),
        new Part<>(
            Paging.part(forecast.nights(), allNights).stream()
                .map(one -> NightRow.of(one, zone))
                .toList(),
            allNights),
        Moved.of(forecast, edited, zone));
  }

  /** The edited rules may look at other collections. */
  private static List<Lane> both(List<Lane> lanes, List<Lane> edited) {
    Set<String> known = lanes.stream().map(Lane::name).collect(Collectors.toSet());
    List<Lane> all = new ArrayList<>(lanes);
    edited.stream()
        .filter(lane -> !known.contains(lane.name()))
        .forEach(lane -> all.add(new Lane(lane.name(), List.of(), 0, false)));
    return all;
  }

  private static List<Lane> named(List<Lane> lanes, String text) {
    String part = text.toLowerCase(Locale.ROOT);
    return lanes.stream()
        .filter(lane -> lane.name().toLowerCase(Locale.ROOT).contains(part))
        .toList();
  }

  private static Stream<Instant> drops(@Nullable Forecast forecast) {
    return forecast == null ? Stream.of() : forecast.nights().stream().map(Night::at);
  }

  private static List<String> messages(Foretold foretold) {
    List<String> messages = new ArrayList<>(foretold.told().notes());
    foretold.told().unreadable().forEach(sentence -> messages.add("not read: " + sentence));
    if (!foretold.differs().isEmpty()) {
      messages.add("the edit applies to the rules file as it is now: " + foretold.differs());
    }
    return messages;
  }

  private static List<CountRow> counts(
      Forecast forecast, @Nullable Forecast edited, Set<String> names, ZoneId zone) {
    List<CountRow> rows = new ArrayList<>();
    for (CollectionForecast count : forecast.collections()) {
      rows.add(CountRow.of(count, false, zone));
    }
    if (edited != null) {
      for (CollectionForecast count : edited.collections()) {
        rows.add(CountRow.of(count, true, zone));
      }
    }
    return rows.stream()
        .filter(row -> names.contains(row.name()))
        .sorted(Comparator.comparing(CountRow::name).thenComparing(CountRow::edited))
        .toList();
  }
}
