package io.github.milvusretention.console.access.oidc;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * The provider cannot be reached, or does not answer as it should. Its message says why, without
 * anything that was sent.
 */
final class ProviderProblem extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final boolean known;

  ProviderProblem(String why) {
    this(why, true);
  }

  private ProviderProblem(String why, boolean known) {
    super(why);
    this.known = known;
  }

  /** While somebody else asks. */
  static ProviderProblem notYet() {
    return new ProviderProblem("it is being asked, and has not answered yet", false);
  }

  /** Whether it says what is wrong, if anything is: whoever asks will know. */
  boolean isKnown() {
    return known;
  }

  /** What is behind a failure; empty if the provider answered. */
  static Optional<ProviderProblem> of(Throwable failure) {
    String why = null;
    int depth = 0;
    for (@Nullable Throwable each = failure; each != null && depth < 20; each = each.getCause()) {
      depth++;
      if (each instanceof ProviderProblem known) {
        return Optional.of(known);
      }
      // The innermost one says most.
      String of = why(each);
      why = of == null ? why : of;
    }
    return Optional.ofNullable(why).map(ProviderProblem::new);
  }

  private static @Nullable String why(Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return "it did not answer within " + ProviderCalls.TIMEOUT.toSeconds() + " s";
    }
    if (failure instanceof SSLException) {
      return "TLS failed, or this JVM does not trust its certificate";
    }
    if (failure instanceof IOException) {
      return "it cannot be reached";
    }
    if (failure instanceof RestClientResponseException answer) {
      return "it answered with the status " + answer.getStatusCode().value();
    }
    return failure instanceof RestClientException ? "its answer cannot be read" : null;
  }
}
