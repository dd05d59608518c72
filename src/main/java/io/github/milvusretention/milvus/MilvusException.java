package io.github.milvusretention.milvus;

/**
 * A read that failed after all attempts. The message names cluster, route and answer, no secret.
 */
public final class MilvusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final transient Answer answer;

  public MilvusException(String message, Answer answer) {
    super(message);
    this.message = message;
    this.answer = answer;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public Answer answer() {
    return answer;
  }

  public Outcome outcome() {
    return answer.outcome();
  }
}
