package io.github.milvusretention.console.access.token;

import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.console.access.refusal.RefusalEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers refusals as {@code {"error": {"code": 2, "message": "…"}}}: as the command line tells of
 * what it refuses before it does anything.
 */
public final class JsonRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private record Answer(Told error) {}

  private record Told(int code, String message) {}

  private final boolean anyTokens;
  private final RefusalEvents events;

  /**
   * @param anyTokens whether the rules have one
   * @param events are told
   */
  public JsonRefusals(boolean anyTokens, RefusalEvents events) {
    this.anyTokens = anyTokens;
    this.events = events;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    String cure =
        anyTokens
            ? "send the header Authorization: Bearer TOKEN, with a token of the rules file"
            : "there are no tokens beneath console: in the rules file";
    write(response, HttpStatus.UNAUTHORIZED, failure.getMessage() + "; " + cure);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Refusal refusal = Refusal.of(denied);
    events.refused(request, refusal);
    write(response, refusal.status(), refusal.message());
  }

  private static void write(HttpServletResponse response, HttpStatus status, String message)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getWriter()
        .write(
            JsonMapper.shared()
                .writeValueAsString(new Answer(new Told(UsageException.EXIT, message))));
  }
}
