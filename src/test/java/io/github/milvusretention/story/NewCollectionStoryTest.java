package io.github.milvusretention.story;

import static io.github.milvusretention.story.NewRulesSetup.COUNTED;
import static io.github.milvusretention.story.NewRulesSetup.DB;
import static io.github.milvusretention.story.NewRulesSetup.RULES;
import static io.github.milvusretention.story.NewRulesSetup.month;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled runs that would drop partitions of a collection that is new to their policy. */
@Slow
@EveryDatabase
class NewCollectionStoryTest {
  private final NewRulesSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  NewCollectionStoryTest(Databases database, @TempDir Path directory) {
    setup = new NewRulesSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void aNewCollectionPassesTheNextNightAndNoSooner() {
    setup.introduce();
    setup.dropped("run", 0);
    sandbox.createCollection(DB, "docs_restored");
    sandbox.createPartitions(DB, "docs_restored", month("2026-01"));
    sandbox.createPartitions(DB, "docs_restored", month("2026-09"));
    here.itIs("2026-11-26T03:15:00Z");
    setup.refused("2 partitions", "never acted on collection default.docs_restored with the id");

    here.itIs("2026-11-26T23:14:59Z");
    setup.refused("(from 2026-11-26T23:15:00Z)");
    here.itIs("2026-11-27T03:15:00Z");
    setup.dropped("run", 2);
    here.itIs("2026-11-28T03:15:00Z");
    sandbox.recreateCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026-01-01", "2026-09-01", "2026-10-01");
    setup.refused("never acted on collection default.docs with the id");
  }

  @Test
  void aCollectionWaitsFromWhenPeopleWereToldOfWhatIsDueAndNotFromWhenItWasSeen() {
    setup.introduce();
    sandbox.createCollection(DB, "docs_young");
    sandbox.createPartitions(DB, "docs_young", "2026-05-09", "2026-11-01");
    setup.dropped("run", 0);

    here.itIs("2026-11-27T03:15:00Z");
    setup.refused("default.docs_young (2026-05-09)");

    here.itIs("2026-11-28T03:15:00Z");
    setup.dropped("run", 1);
  }

  @Test
  void whatAnEditOfTheGlobSelectsIsNoNewCollection() {
    setup.introduce();
    sandbox.createCollection(DB, "other");
    sandbox.createPartitions(DB, "other", month("2026-01"));
    sandbox.createPartitions(DB, "other", month("2026-09"));
    here.rules(RULES.replace("docs*", "*"));
    setup.refused("collections: default.other (2026-01-10, 2026-01-20)");
    here.itIs("2026-11-27T03:15:00Z");

    setup.refused("collections: default.other (2026-01-10, 2026-01-20)");
  }

  @Test
  void whoAcceptsAPlanForAnotherReasonAgreesToNoNewCollection() {
    setup.introduceCounted(COUNTED + "      max-drops: 2\n");
    sandbox.createPartitions(DB, "docs", "2026-02-01", "2026-02-02", "2026-02-03");
    setup.dropped("run --again", 0);
    sandbox.createCollection(DB, "docs_restored");
    sandbox.createPartitions(DB, "docs_restored", month("2026-01"));
    sandbox.createPartitions(DB, "docs_restored", month("2026-09"));
    here.itIs("2026-11-26T03:15:00Z");
    String message = here.run("run --output json").only().get("message").stringValue();
    assertThat(message).contains("max-drops allows 2").doesNotContain("new-rules:");
    setup.accepted(message, 3);

    here.itIs("2026-11-27T03:15:00Z");
    setup.refused("2 partitions", "never acted on collection default.docs_restored with the id");
  }
}
