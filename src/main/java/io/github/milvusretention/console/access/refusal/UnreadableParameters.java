package io.github.milvusretention.console.access.refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses in one sentence what has parameters that cannot be read, before anything reads them: it
 * is the mistake of whoever sends it, and whoever likes can send many.
 */
public final class UnreadableParameters extends OncePerRequestFilter {
  private static final String BROKEN = "The address or the form is not encoded as it has to be.";
  private static final String TOO_LARGE = "The form has more than 2 MB.";
  private static final String FIELDS =
      "The address or the form has too many fields, or one without a name.";
  private static final String NUL = "The address has the character NUL, which no text here has.";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Map<String, String[]> parameters;
    try {
      parameters = request.getParameterMap();
    } catch (InvalidParameterException e) {
      if (e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
        refuse(response, HttpStatus.CONTENT_TOO_LARGE, TOO_LARGE);
      } else {
        // What cannot be decoded has a cause.
        refuse(response, HttpStatus.BAD_REQUEST, e.getCause() == null ? FIELDS : BROKEN);
      }
      return;
    } catch (IllegalStateException e) {
      refuse(response, HttpStatus.BAD_REQUEST, BROKEN);
      return;
    }
    // What an act is given, it refuses itself, at its field, and records that.
    if (!HttpMethod.POST.matches(request.getMethod()) && haveNul(parameters)) {
      refuse(response, HttpStatus.BAD_REQUEST, NUL);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** PostgreSQL has no text with that character. */
  public static boolean haveNul(Map<String, String[]> parameters) {
    return parameters.entrySet().stream()
        .flatMap(each -> Stream.concat(Stream.of(each.getKey()), Stream.of(each.getValue())))
        .anyMatch(text -> text.indexOf('\0') >= 0);
  }

  private static void refuse(HttpServletResponse response, HttpStatus status, String sentence)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getWriter().write(sentence + "\n");
  }
}
