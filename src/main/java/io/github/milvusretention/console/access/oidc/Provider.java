package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.rules.console.OidcRules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * The provider as it describes itself. It is asked when somebody wants to log in, until it has
 * answered once: one that is down keeps no daemon from its work. One asks at a time, and no other
 * waits for a provider that hangs: whoever likes can want to log in, as often as he likes.
 */
final class Provider implements ClientRegistrationRepository {
  static final String ID = "oidc";

  /** From the first question on: who comes with it waits too, for a provider that is up. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  private final Supplier<ClientRegistration> discovery;
  private final Duration patience;
  private final Duration pause;
  private @Nullable Attempt last;

  Provider(OidcRules rules, ClientHttpRequestFactory calls) {
    this(new Discovery(rules, calls)::ask, PATIENCE, BETWEEN_ATTEMPTS);
  }

  /**
   * @param patience how long others wait for the answer to the first question
   * @param pause after an attempt that came to nothing
   */
  Provider(Supplier<ClientRegistration> discovery, Duration patience, Duration pause) {
    this.discovery = discovery;
    this.patience = patience;
    this.pause = pause;
  }

  /** Throws {@link ProviderProblem}. */
  @Override
  public ClientRegistration findByRegistrationId(String id) {
    Attempt attempt;
    boolean asks = false;
    synchronized (this) {
      if (last == null || last.isOver(pause)) {
        asks = true;
        last = new Attempt(last == null ? patience : Duration.ZERO);
      }
      attempt = last;
    }
    if (asks) {
      attempt.make(discovery);
    }
    return attempt.answer();
  }

  /** Empty until it has answered as it should; nobody is asked. */
  synchronized Optional<ClientRegistration> known() {
    return last == null ? Optional.empty() : last.answered();
  }
}
