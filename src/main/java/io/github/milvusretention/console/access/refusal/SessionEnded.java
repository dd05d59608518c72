package io.github.milvusretention.console.access.refusal;

import org.springframework.security.core.AuthenticationException;

/** Something was sent by a session that has ended, and was not done. */
public final class SessionEnded extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  public SessionEnded() {
    super("the session has ended");
  }
}
