package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.http.Exchange;
import io.github.milvusretention.milvus.http.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A transport that returns prepared exchanges in order and records what was sent. */
final class ScriptedTransport implements Transport {
  record Sent(String route, String json) {}

  private static final Duration TOOK = Duration.ofMillis(3);

  private final Deque<Exchange> exchanges = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();
  private boolean closed;

  ScriptedTransport json(String body) {
    return answer(200, body);
  }

  ScriptedTransport answer(int status, String body) {
    exchanges.add(new Exchange.Received(status, body, null, null, TOOK));
    return this;
  }

  /** With a Date header. */
  ScriptedTransport dated(Instant date, String body) {
    exchanges.add(new Exchange.Received(200, body, null, date, TOOK));
    return this;
  }

  ScriptedTransport fails(boolean afterSending) {
    exchanges.add(new Exchange.Failed(afterSending, false, "broken", TOOK));
    return this;
  }

  ScriptedTransport connectionFails(boolean afterSending) {
    exchanges.add(new Exchange.Failed(afterSending, true, "Connection reset", TOOK));
    return this;
  }

  @Override
  public Exchange post(String route, String json) {
    sent.add(new Sent(route, json));
    return exchanges.remove();
  }

  @Override
  public void close() {
    closed = true;
  }

  List<Sent> sent() {
    return sent;
  }

  boolean closed() {
    return closed;
  }
}
