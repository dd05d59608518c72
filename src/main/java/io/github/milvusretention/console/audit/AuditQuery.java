package io.github.milvusretention.console.audit;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.AuditFilter;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Days;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for, as the address has it. Empty parts do not matter.
 *
 * @param since the first day, in UTC, as 2026-11-24
 * @param until the last day, in UTC
 */
public record AuditQuery(String who, String act, String q, String since, String until) {
  /** Throws {@link RuleException} for what is no act or no day. */
  public AuditFilter filter() {
    return new AuditFilter(who, chosen(), q, begin(), end());
  }

  /** Those acts, on the page of that path. */
  PageLink link(String path) {
    return PageLink.to(path)
        .with("who", who)
        .with("act", act)
        .with("q", q)
        .with("since", since)
        .with("until", until);
  }

  private @Nullable Act chosen() {
    if (act.isEmpty()) {
      return null;
    }
    return Stream.of(Act.values())
        .filter(known -> text(known).equals(act))
        .findFirst()
        .orElseThrow(
            () -> new RuleException("\"" + act + "\" is not an act", "choose one of the list"));
  }

  private @Nullable Instant begin() {
    return since.isEmpty() ? null : Days.day(since).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private @Nullable Instant end() {
    return until.isEmpty() ? null : Days.endOf(Days.day(until));
  }

  /** As rows and addresses have it. */
  public static String text(Act act) {
    return act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
