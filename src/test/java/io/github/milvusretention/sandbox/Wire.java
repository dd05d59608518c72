package io.github.milvusretention.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Sends a {@link Reply}, completely or in part. */
final class Wire {
  private Wire() {}

  static void send(HttpExchange http, Reply reply) throws IOException {
    // Closing an exchange before its answer is complete closes the connection.
    try (http) {
      if (reply.ending() == Reply.Ending.NONE) {
        return;
      }
      byte[] body = reply.body();
      reply.headers().forEach(http.getResponseHeaders()::set);
      // -1 means "no body" here; 0 would mean chunked.
      http.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      OutputStream out = http.getResponseBody();
      int length = reply.ending() == Reply.Ending.CUT ? body.length / 2 : body.length;
      out.write(body, 0, length);
      out.flush();
    }
  }
}
