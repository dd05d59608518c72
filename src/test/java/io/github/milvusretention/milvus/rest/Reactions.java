package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.http.RawServer.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** Reactions of a server to a request, from correct to hostile. */
public final class Reactions {
  private Reactions() {}

  public static Reaction json(String body) {
    return answer("200 OK", "application/json", body);
  }

  public static Reaction answer(String status, String contentType, String body) {
    return answer(status, "Content-Type: " + contentType, bytes(body));
  }

  public static Reaction answer(String status, String header, byte[] body) {
    return socket -> {
      head(socket, "HTTP/1.1 " + status, header, "Content-Length: " + body.length);
      socket.getOutputStream().write(body);
      return true;
    };
  }

  public static Reaction gzip(String body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(body));
    }
    return answer("200 OK", "Content-Encoding: gzip", packed.toByteArray());
  }

  /** A compressed answer with this decompressed size, about a thousand times its length. */
  public static void bomb(Socket socket, long size) throws IOException {
    head(socket, "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Connection: close");
    byte[] blanks = bytes(" ".repeat(1024 * 1024));
    try (OutputStream out = new GZIPOutputStream(socket.getOutputStream())) {
      for (long sent = 0; sent < size; sent += blanks.length) {
        out.write(blanks);
      }
    }
  }

  /** A complete answer without Connection: close, after which the connection is closed. */
  public static Reaction answerThenClose(String body) {
    return socket -> {
      json(body).react(socket);
      return false;
    };
  }

  public static Reaction reset() {
    return socket -> {
      socket.setSoLinger(true, 0);
      socket.close();
      return false;
    };
  }

  public static Reaction close() {
    return socket -> false;
  }

  /** Sends less than Content-Length says. */
  public static Reaction truncated(String body) {
    return socket -> {
      head(socket, "HTTP/1.1 200 OK", "Content-Length: " + (body.length() + 1));
      socket.getOutputStream().write(bytes(body));
      return false;
    };
  }

  public static Reaction noHttp(byte[] bytes) {
    return socket -> {
      socket.getOutputStream().write(bytes);
      return false;
    };
  }

  /** Never answers, until the client closes the connection. */
  public static Reaction silence() {
    return socket -> {
      while (socket.getInputStream().read() != -1) {
        // Ignore what the client sends.
      }
      return false;
    };
  }

  public static Reaction dripBody() {
    return socket -> {
      head(socket, "HTTP/1.1 200 OK", "Content-Length: 1000000");
      return drip(socket);
    };
  }

  public static Reaction dripHeader() {
    return socket -> {
      socket.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\nX-Slow: "));
      return drip(socket);
    };
  }

  /** An endless answer, sent as fast as it is read. */
  public static Reaction endless(String start) {
    return socket -> {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(start));
      byte[] block = bytes("x".repeat(64 * 1024));
      while (true) {
        out.write(block);
      }
    };
  }

  private static boolean drip(Socket socket) throws IOException {
    while (true) {
      socket.getOutputStream().write('1');
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static void head(Socket socket, String... lines) throws IOException {
    socket.getOutputStream().write(bytes(String.join("\r\n", lines) + "\r\n\r\n"));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
