package io.github.milvusretention.guard;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules as texts, under the keys of the rules file, from which they can be made again.
 *
 * @param rules the values of each key that is set
 * @param others the same of what other policies claim
 */
public record RuleText(
    SortedMap<String, List<String>> rules, List<SortedMap<String, List<String>>> others) {
  /** Without what a text does not have: it is null then. */
  public RuleText {
    rules = Objects.requireNonNullElseGet(rules, TreeMap::new);
    others = Objects.requireNonNullElseGet(others, List::of);
  }

  public static RuleText of(RuleSet set) {
    Policy policy = set.policy();
    SortedMap<String, List<String>> rules = claim(policy);
    put(rules, "period", policy.names().period());
    put(rules, "lead", policy.names().lead());
    put(rules, "keep", policy.keep());
    put(rules, "keep-newest", policy.keepNewest());
    put(rules, "max-drops", policy.limits().maxDrops());
    put(rules, "max-share", policy.limits().maxShare());
    put(rules, "new-rules", policy.limits().newRules());
    put(rules, "grace", policy.caution().grace());
    put(rules, "still-written", policy.caution().stillWritten());
    ContentCheck content = policy.caution().contentCheck();
    if (content != null) {
      rules.put(
          "content-check",
          List.of(content.field(), content.unit().toString(), content.whenUnloaded().toString()));
    }
    put(rules, "zone", policy.zone().getId());
    return new RuleText(rules, set.others().stream().map(RuleText::claim).toList());
  }

  /** Where a policy looks, and which names it recognises. */
  static SortedMap<String, List<String>> claim(Policy policy) {
    SortedMap<String, List<String>> claim = new TreeMap<>();
    put(claim, "database", policy.scope().database());
    claim.put("collections", texts(policy.scope().collections()));
    claim.put("exclude-collections", texts(policy.scope().excludeCollections()));
    List<NamePattern> partitions = policy.names().partitions();
    claim.put("partitions", texts(partitions));
    put(claim, "locale", partitions.get(0).locale().toLanguageTag());
    return claim;
  }

  /** Throws {@link RuleException} for what this version of the program cannot read. */
  public RuleSet read() {
    try {
      return new RuleSet(policy(rules), others.stream().map(RuleText::other).toList());
    } catch (DateTimeException | NumberFormatException e) {
      throw new RuleException("a value cannot be read: " + e.getMessage(), "");
    }
  }

  private static Policy policy(Map<String, List<String>> of) {
    String period = optional(of, "period");
    String lead = optional(of, "lead");
    return new Policy(
        "policy",
        scope(of),
        new Names(
            patterns(of),
            period == null ? null : Keep.parse(period),
            lead == null ? null : Keep.parse(lead)),
        Keep.parse(one(of, "keep")),
        Integer.parseInt(one(of, "keep-newest")),
        new Limits(
            Integer.parseInt(one(of, "max-drops")),
            Share.parse(one(of, "max-share")),
            NewRules.parse(one(of, "new-rules"))),
        ZoneId.of(one(of, "zone")),
        Timetable.BY_HAND,
        new Pace(1, 1),
        caution(of));
  }

  private static Caution caution(Map<String, List<String>> of) {
    List<String> content = of.getOrDefault("content-check", List.of());
    String grace = optional(of, "grace");
    return new Caution(
        grace == null ? null : Keep.parse(grace),
        StillWritten.parse(one(of, "still-written")),
        content.size() == 3
            ? new ContentCheck(
                content.get(0), FieldUnit.parse(content.get(1)), WhenUnloaded.parse(content.get(2)))
            : null);
  }

  private static Policy other(Map<String, List<String>> of) {
    return RuleSet.claim(scope(of), new Names(patterns(of), null, null));
  }

  private static Scope scope(Map<String, List<String>> of) {
    return new Scope(
        RuleSet.CLUSTER,
        Glob.of(one(of, "database")),
        of.getOrDefault("collections", List.of()).stream().map(Glob::of).toList(),
        of.getOrDefault("exclude-collections", List.of()).stream().map(Glob::of).toList());
  }

  private static List<NamePattern> patterns(Map<String, List<String>> of) {
    Locale locale = Locale.forLanguageTag(one(of, "locale"));
    return of.getOrDefault("partitions", List.of()).stream()
        .map(text -> NamePattern.of(text, locale))
        .toList();
  }

  private static String one(Map<String, List<String>> of, String key) {
    List<String> values = of.getOrDefault(key, List.of());
    if (values.isEmpty()) {
      throw new RuleException("has no " + key, "");
    }
    return values.get(0);
  }

  private static @Nullable String optional(Map<String, List<String>> of, String key) {
    return of.containsKey(key) ? one(of, key) : null;
  }

  private static void put(Map<String, List<String>> to, String key, @Nullable Object value) {
    if (value != null) {
      to.put(key, List.of(value.toString()));
    }
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
