package io.github.milvusretention.console.access.login;

/** Is told of log-ins that were refused, to record them. */
public interface LoginEvents {
  /**
   * @param name that of a user; another that was typed is not told, as it may be a password
   * @param from the address that the request came from
   * @param why one sentence without a full stop
   */
  void refused(String name, String from, String why);
}
