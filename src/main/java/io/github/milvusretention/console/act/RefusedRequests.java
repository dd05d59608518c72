package io.github.milvusretention.console.act;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.Actor.Source;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.console.access.Roles;
import io.github.milvusretention.console.access.login.LoginEvents;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.console.access.refusal.RefusalEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;

/**
 * Records the acts that never reached their page: the role is missing, nobody may act, the form is
 * old; and log-ins that failed. Of one person so many a minute; of whoever is not logged in nothing
 * else is recorded, or anybody could fill the repository.
 */
class RefusedRequests implements RefusalEvents, LoginEvents {
  private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);
  private static final Pattern EXECUTION = Pattern.compile(".*/runs/([0-9]{1,18})/.*");
  private static final Map<Pattern, Act> ACTS = new LinkedHashMap<>();

  static {
    ACTS.put(Pattern.compile(".*/policies/[^/]+/run"), Act.RUN);
    ACTS.put(Pattern.compile(".*/rerun"), Act.RERUN);
    ACTS.put(Pattern.compile(".*/stop"), Act.STOP);
    ACTS.put(Pattern.compile(".*/accept"), Act.ACCEPT);
    ACTS.put(Pattern.compile(".*/holds/[0-9]+(/lift)?"), Act.LIFT);
    ACTS.put(Pattern.compile(".*/holds(/new)?"), Act.HOLD);
    ACTS.put(Pattern.compile(".*/restore"), Act.RESTORE);
  }

  private final AuditLog audit;
  private final RecordedRefusals recorded = new RecordedRefusals(TimeMeter.SYSTEM_MILLISECONDS);

  RefusedRequests(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void refused(HttpServletRequest request, Refusal refusal) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Optional<Act> act = act(request.getMethod(), path);
    if (act.isEmpty() || who == null || who instanceof AnonymousAuthenticationToken) {
      return;
    }
    record(
        new AuditEntry(
            new Actor(
                who.getName(),
                Roles.of(who).stream().sorted().map(Enum::name).toList(),
                path.startsWith("/api/") ? Source.API : Source.CONSOLE,
                request.getRemoteAddr()),
            act.get(),
            target(path),
            reason(request),
            Outcome.REFUSED,
            refusal.message()));
  }

  private static String reason(HttpServletRequest request) {
    try {
      return Objects.requireNonNullElse(request.getParameter("reason"), "");
    } catch (IllegalStateException e) {
      // Tomcat cannot read the parameters. The act is refused anyway.
      return "";
    }
  }

  /** Empty for what only reads. */
  private static Optional<Act> act(String method, String path) {
    if (List.of("GET", "HEAD", "OPTIONS").contains(method)) {
      return Optional.empty();
    }
    return ACTS.entrySet().stream()
        .filter(known -> known.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Target target(String path) {
    Matcher execution = EXECUTION.matcher(path);
    Target target = new Target(path, null);
    return execution.matches() ? target.execution(Long.parseLong(execution.group(1))) : target;
  }

  @Override
  public void refused(String name, String from, String why) {
    record(
        new AuditEntry(
            new Actor(name, List.of(), Source.CONSOLE, from),
            Act.LOG_IN,
            new Target("the console", null),
            "",
            Outcome.REFUSED,
            why));
  }

  /** What was refused stays refused, whether or not that can be recorded. */
  private void record(AuditEntry entry) {
    // Who guesses a password must not hide what its owner is refused.
    String who = entry.actor().who();
    String key = entry.act() == Act.LOG_IN ? "log-in of " + who : who;
    boolean taken = recorded.take(key);
    int leftOut = recorded.toTell(key);
    if (leftOut > 0) {
      log.warn(
          "{}: {} more refusals were not recorded; at most 20 within a minute are", key, leftOut);
    }
    if (!taken) {
      return;
    }
    try {
      audit.record(entry);
    } catch (DataAccessException | TransactionException e) {
      log.error(
          "a refused {} of {} could not be recorded: {}",
          entry.act(),
          entry.actor().who(),
          e.getMessage());
    }
  }
}
