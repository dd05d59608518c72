package io.github.milvusretention.console.access.login;

/** What the log-in says to whoever comes back from the provider without having logged in. */
public enum ProviderNote {
  DENIED("denied", "The provider did not log you in, or you broke it off there."),
  NOT_STARTED(
      "not-started",
      "That log-in was not started in this browser, or was used or replaced since. Log in again."),
  NOT_VALID(
      "not-valid",
      "What the provider sent is not valid, so nobody was logged in. Log in again; the log of the"
          + " daemon says more.");

  private final String parameter;
  private final String sentence;

  ProviderNote(String parameter, String sentence) {
    this.parameter = parameter;
    this.sentence = sentence;
  }

  /** Of the address of the log-in; without a value. */
  public String parameter() {
    return parameter;
  }

  String sentence() {
    return sentence;
  }
}
