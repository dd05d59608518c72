package io.github.milvusretention.cli.output.view;

import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.rules.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All holds, wherever they come from. */
public final class HoldList {
  private HoldList() {}

  /**
   * Those of the rules file, those removed from it that still count, and those that were placed.
   *
   * @param lifted whether those that were lifted are asked for too
   * @param now by which they have expired
   */
  public static List<HoldView> of(
      Rules rules, Holds holds, HoldStore store, boolean lifted, Instant now) {
    List<HoldView> views = new ArrayList<>();
    rules.holds().values().forEach(hold -> views.add(HoldView.ofFile(hold, now)));
    holds.removedFromFile().forEach(hold -> views.add(HoldView.removedFromFile(hold)));
    store.all(lifted).forEach(placed -> views.add(HoldView.of(placed, now)));
    return List.copyOf(views);
  }
}
