package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.console.act.NotDone.Way;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Refuses acts, and records that. */
public class Refusals {
  /** As for the commands. */
  private static final int LONGEST_REASON = 500;

  private final AuditLog audit;
  private final RightsOnDisk rights;

  Refusals(AuditLog audit, RightsOnDisk rights) {
    this.audit = audit;
    this.rights = rights;
  }

  /** What cannot be done now. */
  public NotDone conflict(AuditEntry entry, String why, @Nullable Way way) {
    return refused(entry, HttpStatus.CONFLICT, why, way);
  }

  /** What this person may not do. */
  public NotDone forbidden(AuditEntry entry, String why) {
    return refused(entry, HttpStatus.FORBIDDEN, why, null);
  }

  /** The same refusal of the same act, asked for once more. */
  public void again(AuditEntry entry, NotDone refusal) {
    audit.record(entry.ended(Outcome.REFUSED, refusal.why()));
  }

  /** What takes too long; nothing of it was done. */
  public NotDone slow(AuditEntry entry, String why, @Nullable Way way) {
    audit.record(entry.ended(Outcome.FAILED, why));
    return new NotDone(HttpStatus.SERVICE_UNAVAILABLE, why, way).as(RunExit.CLUSTER_UNUSABLE);
  }

  private NotDone refused(AuditEntry entry, HttpStatus status, String why, @Nullable Way way) {
    audit.record(entry.ended(Outcome.REFUSED, why));
    return new NotDone(status, why, way);
  }

  /** Throws {@link NotDone}. The filters of the requests have asked too; no act rests on them. */
  public void check(AuditEntry entry, Role role) {
    if (!entry.actor().roles().contains(role.name())) {
      throw forbidden(entry, "it needs the role " + role.name().toLowerCase(Locale.ROOT));
    }
    rights
        .objection(entry.actor(), role)
        .ifPresent(
            why -> {
              throw forbidden(entry, why);
            });
  }

  /** The reason without blanks at its ends. Throws {@link RuleException} if it is too long. */
  public String reason(AuditEntry entry, String reason) {
    return recorded(entry, () -> reason(reason));
  }

  /**
   * Does what has to come before an act; what keeps the act from being done is recorded: a mistake
   * as refused, and what broke off, as of a cluster that does not answer, as failed.
   */
  public <T> T recorded(AuditEntry entry, Supplier<T> step) {
    try {
      return step.get();
    } catch (RuleException e) {
      audit.record(entry.ended(Outcome.REFUSED, String.valueOf(e.getMessage())));
      throw e;
    } catch (RunFailure | MilvusException | Busy e) {
      audit.record(entry.failed(e));
      throw e;
    }
  }

  /** The same for a check, which gives nothing. */
  public void recorded(AuditEntry entry, Runnable check) {
    recorded(
        entry,
        () -> {
          check.run();
          return true;
        });
  }

  /** Throws {@link RuleException} for a reason that is too long. */
  public static String reason(String reason) {
    String stripped = reason.strip();
    RuleException.check(
        stripped.length() <= LONGEST_REASON,
        "reason",
        "has " + stripped.length() + " characters",
        "write at most " + LONGEST_REASON);
    Storable.check("reason", stripped);
    return stripped;
  }
}
