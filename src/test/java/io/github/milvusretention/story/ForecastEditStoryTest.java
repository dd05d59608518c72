package io.github.milvusretention.story;

import static io.github.milvusretention.story.ForecastSetup.DB;
import static io.github.milvusretention.story.ForecastSetup.names;
import static io.github.milvusretention.story.ForecastSetup.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What would go in the nights to come by other rules. */
@Slow
@OneDatabase
class ForecastEditStoryTest {
  private final ForecastSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  ForecastEditStoryTest(Databases database, @TempDir Path directory) {
    setup = new ForecastSetup(database, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void anEditIsComparedWithoutBeingMade() {
    JsonNode forecast = setup.forecast("--days 4 --as-if keep=P7D --as-if keepNewest=2");

    JsonNode asIf = forecast.get("asIf");
    assertThat(names(forecast.get("nights").get(0).get("partitions"), "partition"))
        .containsExactly("p_2026_11_18", "p_2026_11_19");
    assertThat(names(asIf.get("nights"), "asOf"))
        .as("the first two go two nights later")
        .containsExactly("2026-11-26", "2026-11-27", "2026-11-28");
    assertThat(asIf.get("differences").values())
        .extracting(d -> text(d, "partition") + " " + d.get("goes") + " " + d.get("asIf"))
        .containsExactly(
            "p_2026_11_18 \"2026-11-25T03:15Z\" \"2026-11-26T03:15Z\"",
            "p_2026_11_19 \"2026-11-25T03:15Z\" \"2026-11-27T03:15Z\"",
            "p_2026_11_20 \"2026-11-26T03:15Z\" \"2026-11-28T03:15Z\"",
            "p_2026_11_21 \"2026-11-27T03:15Z\" null",
            "p_2026_11_22 \"2026-11-28T03:15Z\" null");
    Ended table = here.run("forecast --days 4 --as-if keep=P7D");
    assertThat(table.out()).contains("days as if keep=P7D: 5 partitions go at another time");
    assertThat(here.run("plan --details").out()).as("nothing was edited").contains("kept P5D");
  }

  @Test
  void anEditOfTheScopeLooksThere() {
    sandbox.createCollection(DB, "more");
    sandbox.createPartitions(DB, "more", "p_2026_11_10");

    JsonNode asIf =
        setup.forecast("--days 2 --as-if collections=logs,more --as-if keep-newest=0").get("asIf");

    assertThat(names(asIf.get("collections"), "collection")).containsExactly("logs", "more");
    assertThat(names(asIf.get("differences"), "partition")).containsExactly("p_2026_11_10");
    sandbox.on("collections/describe").onCollection("more").react(Reaction.forbidden("Describe"));
    Ended denied = here.run("forecast --as-if collections=logs,more --output json");
    assertThat(denied.exit()).isEqualTo(3);
    assertThat(denied.only().get("unreadable").get(0).stringValue()).contains("default.more");
  }

  @Test
  void aMistakeInAnEditIsToldBeforeAnythingIsAsked() {
    Ended unknown = here.run("forecast --as-if kep=P6M");
    Ended value = here.run("forecast --as-if keep=PT3M");
    Ended form = here.run("forecast --as-if keep");
    Ended twice = here.run("forecast --as-if keep=P1D --as-if keep=P2D");
    Ended days = here.run("forecast --days 0");

    assertThat(Stream.of(unknown, value, form, twice, days).map(Ended::exit)).containsOnly(2);
    assertThat(unknown.err()).contains("--as-if", "kep", "did you mean keep?", "1 mistake in ");
    assertThat(value.err()).contains("--as-if", "retention.policies.days.keep", "PT3M");
    assertThat(form.err()).contains("--as-if expects KEY=VALUE");
    assertThat(sandbox.calls()).isEmpty();
  }
}
