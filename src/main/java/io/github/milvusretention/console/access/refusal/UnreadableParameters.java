package io.github.milvusretention.console.access.refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses in one sentence what has parameters that cannot be read, before anything reads them: it
 * is the mistake of whoever sends it, and whoever likes can send many.
 */
public final class UnreadableParameters extends OncePerRequestFilter {
  private static final String SENTENCE =
      "The address or the form is not encoded as it has to be.\n";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (areReadable(request)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      response.setContentType(MediaType.TEXT_PLAIN_VALUE);
      response.getWriter().write(SENTENCE);
    }
  }

  private static boolean areReadable(HttpServletRequest request) {
    try {
      request.getParameterMap();
      return true;
    } catch (IllegalStateException e) {
      // Tomcat's, for a % that no two hexadecimal digits follow, or too many parameters.
      return false;
    }
  }
}
