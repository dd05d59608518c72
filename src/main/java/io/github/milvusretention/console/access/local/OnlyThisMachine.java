package io.github.milvusretention.console.access.local;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses in one sentence what does not come from this machine, and what a page of another site
 * asks for in the browser of whoever sits at it: it cannot read the answer, but it must not make a
 * cluster be asked. Its links to pages that ask none lead there.
 */
public final class OnlyThisMachine extends OncePerRequestFilter {
  private static final String SENTENCE =
      "The pages answer on this machine alone, as there are no users beneath console: in the rules"
          + " file, and through no proxy.\n";
  private static final String OTHER_SITE =
      "A page of another site asked for this. Type its address, or begin with /policies.\n";

  private final RequestMatcher linked;

  /**
   * @param linked where links of other sites may lead
   */
  public OnlyThisMachine(RequestMatcher linked) {
    this.linked = linked;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!Origin.of(request).isThisMachine()) {
      refuse(response, SENTENCE);
    } else if (isOfAnotherSite(request)) {
      refuse(response, OTHER_SITE);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** As browsers tell it; what is not one says nothing. */
  private boolean isOfAnotherSite(HttpServletRequest request) {
    boolean link =
        "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && linked.matches(request);
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !link;
  }

  private static void refuse(HttpServletResponse response, String sentence) throws IOException {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getWriter().write(sentence);
  }
}
