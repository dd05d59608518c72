package io.github.milvusretention.audit;

import io.github.milvusretention.database.TextSearch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for. Texts match anywhere, in upper and lower case.
 *
 * @param who a part of the actor's name or address; empty for all
 * @param act null for all
 * @param text a part of what was acted on, the policy, the digest, the reason or the outcome; empty
 *     for all
 * @param since null for no limit
 * @param until exclusive; null for no limit
 */
public record AuditFilter(
    String who, @Nullable Act act, String text, @Nullable Instant since, @Nullable Instant until) {
  /** All acts. */
  public static final AuditFilter ALL = new AuditFilter("", null, "", null, null);

  /** A condition without parameters that a value does not need. */
  String condition() {
    StringBuilder all = new StringBuilder("TRUE");
    if (!who.isEmpty()) {
      all.append(" AND (")
          .append(TextSearch.contains("who", "who"))
          .append(" OR ")
          .append(TextSearch.contains("came_from", "who"));
      all.append(")");
    }
    if (act != null) {
      all.append(" AND act = :act");
    }
    if (!text.isEmpty()) {
      all.append(" AND (").append(TextSearch.contains("target", "text"));
      for (String column : new String[] {"policy", "digest", "reason", "message", "outcome"}) {
        all.append(" OR ").append(TextSearch.contains("COALESCE(" + column + ", '')", "text"));
      }
      all.append(")");
    }
    if (since != null) {
      all.append(" AND acted_at >= :since");
    }
    if (until != null) {
      all.append(" AND acted_at < :until");
    }
    return all.toString();
  }

  /** Those that {@link #condition} names. */
  Map<String, Object> parameters() {
    Map<String, Object> values = new HashMap<>();
    values.put("who", AuditLog.cleaned(who, AuditLog.LONGEST_WHO));
    values.put("text", AuditLog.cleaned(text, AuditLog.LONGEST_TARGET));
    values.put("act", act == null ? "" : act.name());
    values.put("since", AuditLog.utc(since == null ? Instant.EPOCH : since));
    values.put("until", AuditLog.utc(until == null ? Instant.EPOCH : until));
    return values;
  }
}
