package io.github.milvusretention.console.access.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One that is tried.
 *
 * @param name as it was typed, without the blanks around it that Spring Security takes off too:
 *     with other ones, a name would be counted that is not the one that is checked
 * @param from the address that the request came from
 */
record LogIn(String name, String from) {
  /** What the rules file lets a name be. */
  private static final Pattern OF_A_USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  static LogIn of(HttpServletRequest request) {
    String name = Objects.requireNonNullElse(request.getParameter("username"), "");
    return new LogIn(name.trim(), request.getRemoteAddr());
  }

  /** Whether a user could have that name. */
  boolean isOfAUser() {
    return OF_A_USER.matcher(name).matches();
  }
}
