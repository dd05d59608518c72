package io.github.milvusretention.check;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Spacing;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The findings on a collection that could be read. */
final class CollectionFindings {
  private static final int SHOWN = 5;
  private static final int FULL_PERCENT = 90;
  private static final String TTL_SECONDS = "collection.ttl.seconds";
  private static final String TTL_FIELD = "ttl_field";

  private final Place place;
  private final String where;
  private final Listing listing;
  private final CollectionInfo info;
  private final List<Finding> findings = new ArrayList<>();

  private CollectionFindings(Policy policy, Listing listing, CollectionInfo info) {
    this.place = Place.ofCollection(policy.name(), listing.database(), listing.collection());
    this.where = new CollectionName(listing.database(), listing.collection()).toString();
    this.listing = listing;
    this.info = info;
  }

  /**
   * @param all every policy of the rules: a name is recognised if one of them reads it
   * @param limit how many partitions the server allows in a collection
   */
  static List<Finding> of(
      Policy policy,
      Collection<Policy> all,
      Instant now,
      Listing listing,
      CollectionInfo info,
      int limit) {
    CollectionFindings collection = new CollectionFindings(policy, listing, info);
    collection.readable();
    collection.count();
    collection.timeToLive();
    collection.headroom(limit);
    collection.unrecognisedNames(all, now);
    collection.spacing(policy, all, now);
    return collection.findings;
  }

  private void readable() {
    String suffix =
        listing.partitionKey()
            ? ", managed by its partition key: none is ever dropped"
            : listing.external() ? ", an external collection: none is ever dropped" : "";
    findings.add(
        Finding.ok(
            FindingId.COLLECTION,
            place,
            where + " is readable, " + listing.partitions().size() + " partitions" + suffix));
  }

  private void count() {
    Integer counted = info.partitions();
    if (counted != null && counted > listing.partitions().size()) {
      warn(
          FindingId.LIST_INCOMPLETE,
          "the list of partitions looks incomplete: "
              + listing.partitions().size()
              + " listed, "
              + counted
              + " counted by the server; check the privileges of the token's user");
    }
  }

  private void timeToLive() {
    String seconds = info.properties().getOrDefault(TTL_SECONDS, "");
    if (!seconds.isBlank() && !seconds.startsWith("-") && !seconds.equals("0")) {
      warn(
          FindingId.TIME_TO_LIVE,
          TTL_SECONDS
              + " is "
              + seconds
              + ": Milvus itself expires rows that long after they were inserted, even in"
              + " partitions that the policy keeps; use one or the other");
    }
    String field = info.properties().getOrDefault(TTL_FIELD, "");
    if (!field.isBlank()) {
      warn(
          FindingId.TIME_TO_LIVE,
          TTL_FIELD
              + " is "
              + field
              + ": Milvus itself expires rows by that field, even in partitions that the policy"
              + " keeps; use one or the other");
    }
  }

  private void headroom(int limit) {
    int used = listing.partitions().size();
    if (used * 100L >= (long) limit * FULL_PERCENT) {
      warn(
          FindingId.NEARLY_FULL,
          used
              + " of "
              + limit
              + " partitions are used (unless the server is configured otherwise); at the limit,"
              + " new ones are refused. Keep fewer, or use longer periods");
    }
  }

  private void unrecognisedNames(Collection<Policy> all, Instant now) {
    Set<String> unrecognised = new TreeSet<>(listing.partitions());
    all.stream()
        .filter(policy -> policy.scope().cluster().equals(listing.cluster()))
        .filter(policy -> policy.scope().selects(listing.database(), listing.collection()))
        .forEach(policy -> unrecognised.retainAll(unrecognisedBy(policy, all, now)));
    if (!unrecognised.isEmpty()) {
      List<String> first = unrecognised.stream().limit(SHOWN).toList();
      warn(
          FindingId.NAMES_UNRECOGNISED,
          unrecognised.size()
              + " partition names are not recognised by any policy, so they are never dropped: "
              + String.join(", ", first)
              + (unrecognised.size() > SHOWN ? ", …" : ""));
    }
  }

  private void spacing(Policy policy, Collection<Policy> all, Instant now) {
    Spacing.note(policy, Verdicts.decide(policy, all, policy.asOf(now), now, List.of(listing)))
        .ifPresent(note -> warn(FindingId.SPACING, note));
  }

  private Set<String> unrecognisedBy(Policy policy, Collection<Policy> all, Instant now) {
    AsOf asOf = policy.asOf(now);
    Set<String> names = new HashSet<>();
    for (Decision decision : Verdicts.decide(policy, all, asOf, now, List.of(listing))) {
      if (decision.verdict() == Verdict.UNRECOGNISED) {
        names.add(decision.address().partition());
      }
    }
    return names;
  }

  private void warn(FindingId id, String detail) {
    findings.add(Finding.warning(id, place, where + ": " + detail));
  }
}
