package io.github.milvusretention.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What is sent back: an answer, a part of one, or nothing. */
public final class Reply {
  static final String JSON = "application/json; charset=utf-8";
  static final String TEXT = "text/plain";

  enum Ending {
    WHOLE,
    /** The connection is closed half-way through the body. */
    CUT,
    /** The connection is closed without an answer. */
    NONE
  }

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Ending ending;

  private Reply(int status, Map<String, String> headers, byte[] body, Ending ending) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.ending = ending;
  }

  /** Any bytes, for example invalid UTF-8 or a compressed body. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", contentType), body.clone(), Ending.WHOLE);
  }

  public static Reply text(int status, String body) {
    return of(status, TEXT, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply json(int status, String body) {
    return of(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply html(int status, String body) {
    return of(status, "text/html", body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply none() {
    return new Reply(0, Map.of(), new byte[0], Ending.NONE);
  }

  /** For example {@code Retry-After} or {@code Location}. */
  public Reply with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Reply(status, all, body, ending);
  }

  Reply cut() {
    return new Reply(status, headers, body, Ending.CUT);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  Ending ending() {
    return ending;
  }
}
