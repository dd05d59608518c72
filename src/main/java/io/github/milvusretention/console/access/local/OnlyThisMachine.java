package io.github.milvusretention.console.access.local;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses in one sentence what does not come from this machine. */
public final class OnlyThisMachine extends OncePerRequestFilter {
  private static final String SENTENCE =
      "The pages answer on this machine alone, as there are no users beneath console: in the rules"
          + " file, and through no proxy.\n";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (Origin.of(request).isThisMachine()) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      response.setContentType(MediaType.TEXT_PLAIN_VALUE);
      response.getWriter().write(SENTENCE);
    }
  }
}
