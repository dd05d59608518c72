package io.github.milvusretention.console.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.tier.Slow;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages offer is what whoever looks at them may do; a button that is off says why. */
@Slow
class OfferedAtPagesTest {
  private final WorkingDay day;
  private final Visit vic;

  OfferedAtPagesTest(Office office) {
    day = office.nextDay();
    vic = office.desk.visit("vic");
  }

  private String hold(String kind) {
    day.ada.submit("/holds/new", Map.of("partition", "2019*", "reason", "audit", "kind", kind));
    return day.desk.bean(HoldStore.class).all(false).get(0).hold().name();
  }

  @Test
  void aViewerNeitherPlacesNorLiftsAHold() {
    String id = hold("hold");

    assertThat(vic.get("/holds").text()).contains("Place a hold it needs the role operator");
    assertThat(vic.get("/holds").body()).doesNotContain("/holds/new", "/lift");
    assertThat(day.ada.get("/holds").body())
        .contains("href=\"/holds/new\"", "href=\"/holds/" + id + "/lift\"");
  }

  @Test
  void aLegalHoldOfOnesOwnIsLiftedBySomebodyElse() {
    String lift = "href=\"/holds/" + hold("legal") + "/lift\"";

    assertThat(day.ada.get("/holds").text())
        .contains("Lift you placed this legal hold; somebody else must lift it");
    assertThat(day.ada.get("/holds").body()).doesNotContain(lift);
    assertThat(day.grace.get("/holds").body()).contains(lift);
  }

  @Test
  void aViewerHoldsNoPartition() {
    String page = "/partition?policy=nightly&name=" + day.first;

    assertThat(vic.get(page).text())
        .contains("Hold it it needs the role operator")
        .contains("Hold it here it needs the role operator");
    assertThat(vic.get(page).body()).doesNotContain("/holds/new");
    assertThat(day.ada.get(page).body())
        .contains("href=\"/holds/new?policy=nightly&amp;partition=" + day.first + "\"")
        .contains(
            "href=\"/holds/new?policy=nightly&amp;cluster=local&amp;database=default&amp;"
                + "collection=docs&amp;partition="
                + day.first
                + "\"");
  }

  @Test
  void whoMayNotAcceptReadsWhyAtThePlan() {
    long run = day.refusedRun(day.ada);
    String accept = "href=\"/runs/" + run + "/accept\"";

    assertThat(vic.get("/plan?policy=strict").text())
        .contains("Look at it and accept it it needs the role approver");
    assertThat(vic.get("/plan?policy=strict").body()).doesNotContain(accept);
    assertThat(day.eve.get("/plan?policy=strict").body()).contains(accept);
  }
}
