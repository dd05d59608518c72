package io.github.milvusretention.console.access.refusal;

import io.github.milvusretention.rules.console.Role;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Why a request is refused.
 *
 * @param title of the page that says so
 * @param message one sentence or two, with the cure
 */
public record Refusal(HttpStatus status, String title, String message)
    implements AuthorizationResult {

  /** Also for an address that has a page and no rule: what nobody allowed is not there. */
  public static final Refusal NOT_THERE =
      new Refusal(
          HttpStatus.NOT_FOUND, "Not found", "There is no page here. Choose one of those above.");

  /** The same for a program, which has nothing above to choose from. */
  public static final Refusal NO_OPERATION =
      new Refusal(
          HttpStatus.NOT_FOUND,
          "Not found",
          "there is no such operation; /api/v1/openapi.json lists those that there are");

  public static final Refusal READ_ONLY =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "Read-only",
          "Nobody may act here: the rules file has read-only: true beneath console:.");

  public static final Refusal NO_USERS =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "Read-only",
          "Nobody may act here until there are users beneath console: in the rules file.");

  public static final Refusal TOO_MANY_LOG_INS =
      new Refusal(
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many log-ins",
          "Too many log-ins. Wait a minute, then log in again.");

  private static final Refusal OLD_FORM =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "Not done",
          "The form was not of this session, so nothing was done. Open its page again.");

  private static final Refusal OTHER =
      new Refusal(HttpStatus.FORBIDDEN, "Not allowed", "You may not do this.");

  /**
   * Some role is missing.
   *
   * @param needed one of them is
   * @param held by whoever asks
   */
  public static Refusal missing(Set<Role> needed, Set<Role> held) {
    return new Refusal(
        HttpStatus.FORBIDDEN,
        "Not allowed",
        "This needs the role " + text(needed, " or ") + "; yours: " + text(held, ", ") + ".");
  }

  private static String text(Set<Role> roles, String between) {
    return roles.isEmpty()
        ? "none"
        : roles.stream().sorted().map(Role::text).collect(Collectors.joining(between));
  }

  /** The reason that was given, or what is known of it. */
  public static Refusal of(AccessDeniedException denied) {
    if (denied instanceof AuthorizationDeniedException known
        && known.getAuthorizationResult() instanceof Refusal refusal) {
      return refusal;
    }
    return denied instanceof CsrfException ? OLD_FORM : OTHER;
  }

  /** For filters, which refuse before anything is authorized. */
  public AccessDeniedException asException() {
    return new AuthorizationDeniedException(message, this);
  }

  @Override
  public boolean isGranted() {
    return false;
  }
}
