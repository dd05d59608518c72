package io.github.milvusretention.pages;

import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.rules.Rules;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Texts that need no entry of their own in the handbook, each kind with its reason. */
enum Exemption {
  HELP(
      "shown by --help, man and the description of the API, or read by a framework",
      s ->
          s.around().stream().anyMatch(a -> a.startsWith("@"))
              || in(s, "cli/ManPage.java")
              || in(s, Operations.class.getPackage())
              || in(s, "Rehearsal.java")),
  SQL(
      "no person reads it",
      s ->
          s.text()
              .matches(
                  "(SELECT|FROM|INSERT|UPDATE|DELETE|ALTER USER|WHERE|AND|CURRENT_TIMESTAMP|state)\\b.*"
                      + "|\\(CAST\\(.*|l\\.(state|ordinal|plan_id)\\b.*|CASE WHEN .*|error = :.*")),
  DEFECT(
      "a mistake of the program, shown as `unexpected error`",
      s ->
          argumentOf(s, IllegalStateException.class)
              || argumentOf(s, IllegalArgumentException.class)),
  RULES(
      "a mistake in what the user wrote: it names the place, the value and the cure",
      s ->
          argumentOf(s, RuleException.class)
              || argumentOf(s, "oneOf")
              || in(s, Rules.class.getPackage())
              || in(s, RuleException.class.getPackage())
              || in(s, "policy/settings/DatabaseOrCollectionName.java")
              || List.of(
                      Cluster.class,
                      Token.class,
                      Proxy.class,
                      Policy.class,
                      Scope.class,
                      Names.class,
                      Limits.class,
                      Pace.class,
                      Share.class,
                      Covers.class,
                      Days.class,
                      NameGlob.class,
                      Hold.class,
                      HoldStore.class)
                  .stream()
                  .anyMatch(type -> in(s, type))),
  COMPARED(
      "what a server or a library says, to be recognised",
      s ->
          argumentOf(s, "contains")
              || argumentOf(s, "startsWith")
              || in(s, "milvus/rest/ErrorText.java")),
  UNREADABLE("the detail of `unreadable answer: …`", s -> in(s, "milvus/rest/ReplyReader.java")),
  METRIC(
      "describes a metric to Prometheus",
      s -> argumentOf(s, "gauge") || argumentOf(s, "counter") || argumentOf(s, "help")),
  PAGE(
      "a page says what its button does",
      s -> s.file().matches(".*/console/confirm/\\w+Pages?[.]java")),
  LABEL(
      "stands in a page beside the mark, the bar or the figure that it names",
      s ->
          Stream.of("Drawing", "PolicyNights", "Outcome", "Counts", "ExitWords", "RunDetails")
              .anyMatch(type -> in(s, type + ".java"))),
  GOOD_NEWS("nothing is wrong", s -> argumentOf(s, "ok") || argumentOf(s, "info")),
  PART(
      "a part of a longer message that has an entry, or no message",
      s -> Parts.TEXTS.contains(s.text()));

  /** Apart, as the constants above cannot reach into their own class while it begins. */
  static final class Parts {
    static final Set<String> TEXTS =
        Set.of(
            ", managed by its partition key: none is ever dropped",
            ", an external collection: none is ever dropped",
            ", possibly affected:",
            ", which expired after",
            "and by",
            "legal hold",
            "Look at the plan as it is now",
            "Runs of …",
            "Its outcome in the audit",
            "the console",
            "in force",
            "removed from the file",
            "(there is …)",
            ": … holds its lease until …",
            "texts of *",
            ", for each text of *",
            ", names with …",
            "\"…\" in the collection",
            "does not read it",
            "put the year into the names and",
            "and must be",
            "and must not be",
            "is not",
            "or later",
            "or later, before …",
            "(not from a jar)",
            "spring batch",
            "times in utc",
            "the schema in SPRING_DATASOURCE_URL",
            "milvus-retention plan 2",
            "<!DOCTYPE html> <html lang=\"en\"><head><title>…</title></head>",
            "… as of …",
            "(not ended)",
            "not begun",
            ", no reason given",
            "not yet",
            "not set",
            "told by another process: …",
            "… as if …",
            "Run now",
            "Place a hold",
            "Hold it",
            "Hold it here",
            "Restore it: a run has released it",
            "Look at it and accept it",
            "1 partition waits",
            "… partitions wait",
            "uuuu-MM-dd HH:mm:ss",
            "… of database …");

    private Parts() {}
  }

  private final String reason;
  private final Predicate<Sentence> covers;

  Exemption(String reason, Predicate<Sentence> covers) {
    this.reason = reason;
    this.covers = covers;
  }

  boolean covers(Sentence sentence) {
    return covers.test(sentence);
  }

  private static boolean argumentOf(Sentence sentence, Class<?> type) {
    return argumentOf(sentence, type.getSimpleName());
  }

  private static boolean argumentOf(Sentence sentence, String call) {
    return sentence.around().contains(call);
  }

  private static boolean in(Sentence sentence, Package room) {
    return sentence.file().startsWith(room.getName().replace('.', '/') + "/");
  }

  private static boolean in(Sentence sentence, Class<?> type) {
    return in(sentence, type.getName().replace('.', '/') + ".java");
  }

  private static boolean in(Sentence sentence, String file) {
    return sentence.file().endsWith(file);
  }

  @Override
  public String toString() {
    return name() + ": " + reason;
  }
}
