package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.console.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Refuses acts, and records that. */
class Refusals {
  /** As for the commands. */
  private static final int LONGEST_REASON = 500;

  private final AuditLog audit;

  Refusals(AuditLog audit) {
    this.audit = audit;
  }

  /** What cannot be done now. */
  NotDone conflict(AuditEntry entry, String why, @Nullable Way way) {
    return refused(entry, HttpStatus.CONFLICT, why, way);
  }

  /** What this person may not do. */
  NotDone forbidden(AuditEntry entry, String why) {
    return refused(entry, HttpStatus.FORBIDDEN, why, null);
  }

  private NotDone refused(AuditEntry entry, HttpStatus status, String why, @Nullable Way way) {
    audit.record(entry.ended(Outcome.REFUSED, why));
    return new NotDone(status, why, way);
  }

  /** Throws {@link NotDone}. The filters of the requests have asked too; no act rests on them. */
  void check(AuditEntry entry, Role role) {
    if (!entry.actor().roles().contains(role.name())) {
      throw forbidden(entry, "it needs the role " + role.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Throws {@link RuleException} for a reason that is too long. */
  static String reason(String reason) {
    String stripped = reason.strip();
    RuleException.check(
        stripped.length() <= LONGEST_REASON,
        "reason",
        "has " + stripped.length() + " characters",
        "write at most " + LONGEST_REASON);
    return stripped;
  }
}
