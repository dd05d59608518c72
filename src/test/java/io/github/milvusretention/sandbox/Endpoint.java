package io.github.milvusretention.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Receives a call, logs it, waits, and lets a fault or the server answer it. */
final class Endpoint implements HttpHandler {
  private final Server server;
  private final Credentials credentials;
  private final Envelope envelope;
  private final CallLog log;
  private final Faults faults;
  private final Gate gate;
  private final DateHeader dates;
  private final Duration latency;
  private final ReleaseTime releaseTime;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Endpoint(
      Server server,
      Credentials credentials,
      Envelope envelope,
      CallLog log,
      Faults faults,
      Gate gate,
      DateHeader dates,
      Duration latency,
      ReleaseTime releaseTime) {
    this.server = server;
    this.credentials = credentials;
    this.envelope = envelope;
    this.log = log;
    this.faults = faults;
    this.gate = gate;
    this.dates = dates;
    this.latency = latency;
    this.releaseTime = releaseTime;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    byte[] raw = http.getRequestBody().readAllBytes();
    Call call =
        log.add(
            Routes.name(http.getRequestURI().getPath()),
            parse(raw),
            headers(http),
            credentials.accept(http.getRequestHeaders().getFirst("Authorization")));
    dates.set(http);
    try {
      Wire.send(http, answer(http.getRequestMethod(), call, raw));
    } catch (RuntimeException | Error bug) {
      failure.compareAndSet(null, bug);
      Wire.send(http, Reply.text(500, "the sandbox failed: " + bug));
    }
  }

  /** The first exception of a hook or of the sandbox during a call; null if there was none. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  private Reply answer(String method, Call call, byte[] raw) {
    if (!latency.isZero() && !gate.hold(latency)) {
      return Reply.none();
    }
    Turn turn =
        new Turn(
            call,
            envelope,
            gate,
            () -> releaseTime.after(call, () -> server.answer(method, call, raw)));
    return faults.take(call).map(Fault::reaction).orElse(Reaction.honest()).react(turn);
  }

  private static JsonNode parse(byte[] raw) {
    if (raw.length == 0) {
      return JsonNodeFactory.instance.missingNode();
    }
    try {
      return JsonMapper.shared().readTree(raw);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static Map<String, String> headers(HttpExchange http) {
    Map<String, String> headers = new TreeMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    headers.remove("authorization");
    return headers;
  }
}
