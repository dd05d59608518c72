package io.github.milvusretention.console.access.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * One that is tried.
 *
 * @param name as it was typed
 * @param from the address that the request came from
 */
record LogIn(String name, String from) {
  static LogIn of(HttpServletRequest request) {
    String name = Objects.requireNonNullElse(request.getParameter("username"), "");
    return new LogIn(name.strip(), request.getRemoteAddr());
  }
}
