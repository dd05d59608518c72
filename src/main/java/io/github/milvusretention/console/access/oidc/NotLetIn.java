package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.refusal.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** The provider knows somebody who is nobody here. */
final class NotLetIn extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;
  private final @Nullable String name;

  /**
   * @param why for log and audit, one sentence without a full stop
   * @param name by which the audit may tell of it; null for none
   */
  private NotLetIn(String why, String sentences, @Nullable String name) {
    super(why);
    this.refusal = new Refusal(HttpStatus.FORBIDDEN, "Not let in", sentences);
    this.name = name;
  }

  static NotLetIn withoutRole(String name, String claim, int groups) {
    return new NotLetIn(
        "none of the " + groups + " groups in the claim " + claim + " has a role",
        "The provider knows you as "
            + name
            + ", but none of your groups has a role here. Ask whoever keeps the rules file.",
        name);
  }

  static NotLetIn withoutName(String claim) {
    return unnamed(
        claim,
        "the claim %s is missing, which names people here",
        "The provider did not say your name: the claim %s is missing."
            + " Ask whoever keeps the rules file or the provider.");
  }

  static NotLetIn withOddName(String claim) {
    return unnamed(
        claim,
        "the claim %s holds what cannot be a name here",
        "The name that the provider has for you cannot be used here: it needs 1 to 100 characters"
            + " of ASCII, a letter or digit first. It is the claim %s; the rules file may name"
            + " another one.");
  }

  /** The audit must not tell of it under that name, which is another's. */
  static NotLetIn withTakenName(String name) {
    return unnamed(
        name,
        "the provider calls them %s, which is the name of a user or token of the rules",
        "The provider knows you as %s, which is the name of a user or token of the rules file. Acts"
            + " are told by name, so it has to be another one: there, or at the provider.");
  }

  /**
   * @param told the claim, or the name, that stands in both texts
   */
  private static NotLetIn unnamed(String told, String why, String sentences) {
    return new NotLetIn(why.formatted(told), sentences.formatted(told), null);
  }

  Refusal refusal() {
    return Objects.requireNonNull(refusal);
  }

  @Nullable String name() {
    return name;
  }
}
