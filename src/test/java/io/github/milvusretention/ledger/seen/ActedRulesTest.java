package io.github.milvusretention.ledger.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.guard.ActedBy;
import io.github.milvusretention.guard.ActedBy.Known;
import io.github.milvusretention.guard.ActedBy.Place;
import io.github.milvusretention.guard.ActedBy.Told;
import io.github.milvusretention.guard.RuleSet;
import io.github.milvusretention.policy.Given;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class ActedRulesTest {
  private static final String SERVER = "localhost:19530";
  private static final Place DOCS = new Place("default", "7");
  private static final Instant SEEN = Instant.parse("2026-11-20T03:15:00Z");
  private static final RuleSet RULES = new RuleSet(Given.patterns("uuuuMMdd").policy(), List.of());
  private static final RuleSet LONGER =
      new RuleSet(Given.patterns("uuuuMMdd").keep("P9M").policy(), List.of());

  private final Repository repository;
  private final ActedRules acted;

  ActedRulesTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    acted = repository.actedRules();
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private static ActedBy known(
      List<RuleSet> rules, Map<Place, Known> collections, @Nullable Told told) {
    return new ActedBy(SERVER, false, rules, collections, told);
  }

  private static final ActedBy NOTHING = known(List.of(), Map.of(), null);

  @Test
  void nothingIsKnownBefore() {
    assertThat(acted.of("a", SERVER)).isEqualTo(NOTHING);
  }

  @Test
  void whatIsWrittenIsReadBackAndChanges() {
    ActedBy told =
        known(
            List.of(),
            Map.of(DOCS, new Known("docs", SEEN, List.of())),
            new Told(RULES, SEEN.plusSeconds(1)));
    acted.write("a", NOTHING, told);
    assertThat(acted.of("a", SERVER)).isEqualTo(told);

    ActedBy after =
        known(
            List.of(RULES, LONGER),
            Map.of(
                DOCS,
                new Known("docs", SEEN, List.of(RULES)),
                new Place("other", "7"),
                new Known("docs", SEEN, List.of(LONGER))),
            null);
    acted.write("a", told, after);
    assertThat(acted.of("a", SERVER)).isEqualTo(after);
    assertThat(acted.of("b", SERVER)).isEqualTo(NOTHING);
  }

  @Test
  void onlyWhatChangedIsWritten() {
    ActedBy before =
        known(List.of(RULES), Map.of(DOCS, new Known("docs", SEEN, List.of(RULES))), null);
    acted.write("a", NOTHING, before);
    repository.database().change("DELETE FROM retention_acted");

    acted.write("a", before, before);

    assertThat(acted.of("a", SERVER)).isEqualTo(NOTHING);
  }

  @Test
  void anotherServerIsKnownAsSuch() {
    acted.write("a", NOTHING, known(List.of(RULES), Map.of(), null));

    assertThat(acted.of("a", "localhost:1").elsewhere()).isTrue();
    assertThat(acted.of("a", "localhost:1").rules()).isEmpty();
    assertThat(acted.of("b", "localhost:1").elsewhere()).isFalse();
  }

  @Test
  void rulesThatCannotBeReadCountAsNone() {
    acted.write(
        "a",
        NOTHING,
        known(List.of(RULES), Map.of(DOCS, new Known("docs", SEEN, List.of(RULES))), null));
    for (String text : List.of("not JSON", "[{}]", "[{\"rules\":{},\"others\":[]}]")) {
      repository.database().change("UPDATE retention_acted_rules SET rules = '" + text + "'");

      assertThat(acted.of("a", SERVER)).as(text).isEqualTo(NOTHING);
    }
  }

  /** Else a collection, or rules, would pass at once as if people had been told long ago. */
  @Test
  void whatCannotBeReadIsNewAgain() {
    ActedBy before =
        known(
            List.of(RULES),
            Map.of(DOCS, new Known("docs", SEEN, List.of(RULES))),
            new Told(LONGER, SEEN));
    acted.write("a", NOTHING, before);
    repository
        .database()
        .change(
            "UPDATE retention_acted_rules SET rules = '[{}]' WHERE digest ="
                + " (SELECT rules_digest FROM retention_acted WHERE collection_id = '7')");
    ActedBy unreadable = acted.of("a", SERVER);
    assertThat(unreadable).isEqualTo(NOTHING);

    Instant now = SEEN.plusSeconds(86_400);
    ActedBy told =
        known(List.of(), Map.of(DOCS, new Known("docs", now, List.of())), new Told(LONGER, now));
    acted.write("a", unreadable, told);

    assertThat(acted.of("a", SERVER)).isEqualTo(told);
  }
}
