package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.login.ProviderNote;
import java.util.stream.Stream;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Why a log-in by the provider came to nothing. The code of an error may be anything, for whoever
 * likes can send one; what is said of it is one of these.
 */
enum ProviderRefusal {
  DENIED(
      ProviderNote.DENIED,
      "the provider denied it, or the person broke it off there",
      "access_denied",
      "login_required",
      "interaction_required",
      "consent_required",
      "account_selection_required"),
  NOT_STARTED(
      ProviderNote.NOT_STARTED,
      "it was not started in that browser, or was used or replaced since",
      "authorization_request_not_found",
      "invalid_state_parameter"),
  CLIENT(
      ProviderNote.NOT_VALID,
      "the provider refuses this program: compare client-id and client-secret",
      "invalid_client",
      "unauthorized_client"),
  SCOPE(
      ProviderNote.NOT_VALID,
      "the provider refuses a scope: compare scopes with what it knows",
      "invalid_scope"),
  CODE(ProviderNote.NOT_VALID, "the provider refuses the code", "invalid_grant"),
  NONCE(ProviderNote.NOT_VALID, "the ID token belongs to another log-in", "invalid_nonce"),
  CLAIMS(
      ProviderNote.NOT_VALID,
      "the ID token is not of this issuer, not for this client-id or not valid now: compare them,"
          + " and the clocks"),
  ID_TOKEN(
      ProviderNote.NOT_VALID,
      "there is no ID token with a signature of the provider",
      "invalid_id_token"),
  OTHER(ProviderNote.NOT_VALID, "the provider answered with an error that is not known here");

  private final ProviderNote note;
  private final String why;
  private final String[] codes;

  ProviderRefusal(ProviderNote note, String why, String... codes) {
    this.note = note;
    this.why = why;
    this.codes = codes;
  }

  static ProviderRefusal of(AuthenticationException failure) {
    if (failure.getCause() instanceof JwtValidationException) {
      return CLAIMS;
    }
    String code =
        failure instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : "";
    return Stream.of(values())
        .filter(each -> Stream.of(each.codes).anyMatch(code::equals))
        .findFirst()
        .orElse(OTHER);
  }

  ProviderNote note() {
    return note;
  }

  /** One sentence without a full stop. */
  String why() {
    return why;
  }
}
