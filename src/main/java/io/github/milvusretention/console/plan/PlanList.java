package io.github.milvusretention.console.plan;

import io.github.milvusretention.cli.plan.CollectionRow;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.policy.Decision;
import java.util.List;

/**
 * Which list of a plan a page shows, and which part of it.
 *
 * @param plan the address of the plan, without filter
 * @param show empty for the partitions
 * @param page from 1
 */
record PlanList(PageLink plan, PlanFilter filter, String show, int page) {
  private static final int SIZE = 100;
  private static final int FEW = 25;

  /**
   * A part of one list.
   *
   * @param overview whether it is the plan's first page, with a few rows of each list
   * @param collections those of which most is due first
   */
  record Part(
      PlanList of,
      boolean overview,
      Paging paging,
      List<CollectionRow> collections,
      int collectionsInAll,
      List<PlanRow> partitions,
      List<NoLongerDue> noLongerDue) {}

  /** This very page. */
  PageLink here() {
    return all("").with("show", show).with("page", page == 1 ? null : page);
  }

  /** The first page of another list, or of the partitions by the same filter. */
  public PageLink all(String other) {
    return plan.with("collection", filter.collection())
        .with("verdict", filter.verdict())
        .with("q", filter.text())
        .with("show", other);
  }

  /** The plan with that collection's partitions alone. */
  public PageLink ofCollection(String collection) {
    return plan.with("collection", collection);
  }

  Part of(AskedPlan asked) {
    PlanChanges changes = asked.changes();
    return switch (show) {
      case "collections" -> {
        Paging paging = paging(asked.collections().size());
        yield part(asked, paging, Paging.part(asked.collections(), paging), List.of(), List.of());
      }
      case "newly-due" -> {
        List<Decision> all = changes == null ? List.of() : changes.newlyDue();
        Paging paging = paging(all.size());
        yield part(asked, paging, List.of(), Paging.part(all, paging), List.of());
      }
      case "no-longer-due" -> {
        List<NoLongerDue> all = changes == null ? List.of() : changes.noLongerDue();
        Paging paging = paging(all.size());
        yield part(asked, paging, List.of(), List.of(), Paging.part(all, paging));
      }
      default -> {
        PlanRows rows = new PlanRows(asked.planned(), filter);
        Paging paging = paging(rows.total());
        List<CollectionRow> few = asked.collections().stream().limit(FEW).toList();
        yield part(asked, paging, few, rows.part(paging.offset(), SIZE), List.of());
      }
    };
  }

  private Part part(
      AskedPlan asked,
      Paging paging,
      List<CollectionRow> collections,
      List<Decision> partitions,
      List<NoLongerDue> noLongerDue) {
    return new Part(
        this,
        show.isEmpty() && filter.isAll() && paging.page() == 1,
        paging,
        collections,
        asked.collections().size(),
        partitions.stream().map(decision -> PlanRow.of(asked.planned(), decision)).toList(),
        noLongerDue);
  }

  private Paging paging(long total) {
    return new Paging(all(show), page, SIZE, total);
  }
}
