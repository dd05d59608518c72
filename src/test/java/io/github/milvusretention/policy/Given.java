package io.github.milvusretention.policy;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a policy for a test from default values, and decides with it. Immutable: each method
 * returns a copy.
 */
public final class Given {
  private String name = "nightly";
  private String cluster = "prod";
  private String database = "default";
  private List<String> collections = List.of("*");
  private List<String> exclude = List.of();
  private List<String> partitions = List.of();
  private Locale locale = Locale.ENGLISH;
  private @Nullable String period;
  private String keep = "P3M";
  private @Nullable String lead;

  /** 0, so that only the age decides. */
  private int keepNewest = 0;

  private int maxDrops = 50;
  private String maxShare = "100%";
  private String newRules = "accept";
  private String zone = "UTC";
  private @Nullable String schedule;
  private @Nullable Duration maxAge;
  private @Nullable String stopAfter;
  private int concurrency = 4;
  private @Nullable String grace;
  private String stillWritten = "off";
  private @Nullable String contentCheck;

  private Given() {}

  public static Given patterns(String... patterns) {
    return new Given().but(copy -> copy.partitions = List.of(patterns));
  }

  private Given but(Consumer<Given> change) {
    Given copy = new Given();
    copy.name = name;
    copy.cluster = cluster;
    copy.database = database;
    copy.collections = collections;
    copy.exclude = exclude;
    copy.partitions = partitions;
    copy.locale = locale;
    copy.period = period;
    copy.keep = keep;
    copy.lead = lead;
    copy.keepNewest = keepNewest;
    copy.maxDrops = maxDrops;
    copy.maxShare = maxShare;
    copy.newRules = newRules;
    copy.zone = zone;
    copy.schedule = schedule;
    copy.maxAge = maxAge;
    copy.stopAfter = stopAfter;
    copy.concurrency = concurrency;
    copy.grace = grace;
    copy.stillWritten = stillWritten;
    copy.contentCheck = contentCheck;
    change.accept(copy);
    return copy;
  }

  public Given name(String value) {
    return but(copy -> copy.name = value);
  }

  public Given cluster(String value) {
    return but(copy -> copy.cluster = value);
  }

  public Given database(String value) {
    return but(copy -> copy.database = value);
  }

  public Given collections(String... value) {
    return but(copy -> copy.collections = List.of(value));
  }

  public Given exclude(String... value) {
    return but(copy -> copy.exclude = List.of(value));
  }

  public Given locale(String value) {
    return but(copy -> copy.locale = Locale.forLanguageTag(value));
  }

  public Given period(String value) {
    return but(copy -> copy.period = value);
  }

  public Given keep(String value) {
    return but(copy -> copy.keep = value);
  }

  public Given lead(String value) {
    return but(copy -> copy.lead = value);
  }

  public Given keepNewest(int value) {
    return but(copy -> copy.keepNewest = value);
  }

  public Given maxDrops(int value) {
    return but(copy -> copy.maxDrops = value);
  }

  public Given maxShare(String value) {
    return but(copy -> copy.maxShare = value);
  }

  public Given newRules(String value) {
    return but(copy -> copy.newRules = value);
  }

  public Given zone(String value) {
    return but(copy -> copy.zone = value);
  }

  public Given schedule(@Nullable String value) {
    return but(copy -> copy.schedule = value);
  }

  public Given maxAge(Duration value) {
    return but(copy -> copy.maxAge = value);
  }

  public Given concurrency(int value) {
    return but(copy -> copy.concurrency = value);
  }

  public Given stopAfter(String value) {
    return but(copy -> copy.stopAfter = value);
  }

  public Given grace(String value) {
    return but(copy -> copy.grace = value);
  }

  /**
   * @param field that holds seconds
   */
  public Given contentCheck(String field) {
    return but(copy -> copy.contentCheck = field);
  }

  public Given stillWritten(String value) {
    return but(copy -> copy.stillWritten = value);
  }

  public Policy policy() {
    return new Policy(
        name,
        new Scope(
            cluster,
            Glob.of(database),
            collections.stream().map(Glob::of).toList(),
            exclude.stream().map(Glob::of).toList()),
        new Names(
            partitions.stream().map(pattern -> NamePattern.of(pattern, locale)).toList(),
            period == null ? null : Keep.parse(period),
            lead == null ? null : Keep.parse(lead)),
        Keep.parse(keep),
        keepNewest,
        new Limits(maxDrops, Share.parse(maxShare), NewRules.parse(newRules)),
        ZoneId.of(zone),
        new Timetable(schedule, maxAge, stopAfter == null ? null : LocalTime.parse(stopAfter)),
        new Pace(concurrency, 16),
        new Caution(
            grace == null ? null : Keep.parse(grace),
            StillWritten.parse(stillWritten),
            contentCheck == null
                ? null
                : new ContentCheck(contentCheck, FieldUnit.SECONDS, WhenUnloaded.KEEP)));
  }

  /** The decision on one partition of the collection "docs". */
  public Decision decide(String asOf, String partition) {
    return decideAll(asOf, partition).get(0);
  }

  List<Decision> decideAll(String asOf, String... partitions) {
    Policy policy = policy();
    return decide(policy, List.of(policy), AsOf.parse(asOf), List.of(docs(partitions)));
  }

  /** As {@link #decide(String, String)} when the clock says {@code now}. */
  Decision decideAt(String now, String asOf, String partition) {
    Policy policy = policy();
    return Verdicts.decide(
            policy, List.of(policy), AsOf.parse(asOf), Instant.parse(now), List.of(docs(partition)))
        .get(0);
  }

  /** Decides with the as-of as the current time. */
  public static List<Decision> decide(
      Policy policy, Collection<Policy> all, AsOf asOf, List<Listing> listings) {
    return Verdicts.decide(policy, all, asOf, asOf.at(policy.zone()).toInstant(), listings);
  }

  /**
   * @param decisions on one collection or several, in any order
   */
  public static Plan plan(Policy policy, AsOf asOf, List<Decision> decisions) {
    Map<Listing, List<Decision>> collections = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      Address address = decision.address();
      Listing listing =
          new Listing(
              address.cluster(),
              address.database(),
              address.collection(),
              decision.collectionId(),
              false,
              false,
              List.of());
      collections.computeIfAbsent(listing, l -> new ArrayList<>()).add(decision);
    }
    List<CollectionPlan> plans = new ArrayList<>();
    collections.forEach((listing, own) -> plans.add(CollectionPlan.of(policy, listing, own)));
    return new Plan(policy, asOf, plans);
  }

  public static Listing docs(String... partitions) {
    return listing("docs", partitions);
  }

  public static Listing listing(String collection, String... partitions) {
    return new Listing(
        "prod", "default", collection, "id-of-" + collection, false, false, List.of(partitions));
  }
}
