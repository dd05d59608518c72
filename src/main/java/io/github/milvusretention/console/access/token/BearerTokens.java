package io.github.milvusretention.console.access.token;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.Limit;
import io.github.milvusretention.console.access.Roles;
import io.github.milvusretention.rules.console.ProgramToken;
import io.github.milvusretention.text.Visible;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in the program whose token a request carries, and nobody else. */
public final class BearerTokens extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(BearerTokens.class);
  private static final String SCHEME = "Bearer ";

  private final List<ProgramToken> tokens;
  private final AuthenticationEntryPoint refuse;
  private final Limit linesOfTheLog;

  public BearerTokens(
      Collection<ProgramToken> tokens, AuthenticationEntryPoint refuse, TimeMeter time) {
    this.tokens = List.copyOf(tokens);
    this.refuse = refuse;
    linesOfTheLog = new Limit(1, time);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      ProgramToken program = program(request.getHeader(HttpHeaders.AUTHORIZATION));
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              program.name(), null, Roles.authorities(program.roles())));
      SecurityContextHolder.setContext(context);
    } catch (AuthenticationException e) {
      String from = Visible.line(request.getRemoteAddr());
      if (linesOfTheLog.take(from)) {
        // The message is one of those below, without what was sent.
        log.warn("API: request refused, from {}: {}", from, e.getMessage());
      }
      refuse.commence(request, response, e);
      return;
    }
    chain.doFilter(request, response);
  }

  private ProgramToken program(@Nullable String header) {
    if (header == null) {
      throw new InsufficientAuthenticationException("the request has no token");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new BadCredentialsException("the header Authorization does not begin with Bearer");
    }
    return find(header.substring(SCHEME.length()).strip())
        .orElseThrow(() -> new BadCredentialsException("the token is not one of the rules file"));
  }

  /** Asks all of them, so that the time does not tell which one it was. */
  private Optional<ProgramToken> find(String sent) {
    return tokens.stream().filter(token -> token.hash().matches(sent)).toList().stream()
        .findFirst();
  }
}
