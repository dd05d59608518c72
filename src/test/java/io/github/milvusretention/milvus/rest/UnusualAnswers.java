package io.github.milvusretention.milvus.rest;

import static io.github.milvusretention.milvus.rest.Reactions.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.milvusretention.milvus.http.RawServer.Reaction;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Unusual and invalid answers to a list of partitions, each with a description. */
public final class UnusualAnswers {
  public static final String JANUARY = "{\"code\":0,\"data\":[\"_default\",\"january\"]}";
  public static final String EMPTIED = "{\"code\":0,\"data\":[\"_default\"]}";

  private UnusualAnswers() {}

  /** Bodies that must be rejected. */
  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("Latin-1 in a name", data("[\"_default\",\"märz\"]").getBytes(ISO_8859_1)),
        arguments("Latin-1 outside", (JANUARY + "é").getBytes(ISO_8859_1)),
        arguments("a surrogate as bytes", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80}),
        arguments("an overlong letter", new byte[] {'"', (byte) 0xc1, (byte) 0xa1, '"'}),
        arguments("UTF-16 with a mark", JANUARY.getBytes(UTF_16)),
        arguments("UTF-16BE", JANUARY.getBytes(UTF_16BE)),
        arguments("UTF-16LE", JANUARY.getBytes(UTF_16LE)),
        arguments("UTF-16LE with a mark", withMark(UTF_16LE, 0xff, 0xfe)),
        arguments("a number for a name", bytes(data("[\"_default\",202601]"))),
        arguments("a float for a name", bytes(data("[\"_default\",2026.01]"))),
        arguments("an object for a name", bytes(data("[\"_default\",{\"name\":\"january\"}]"))),
        arguments("null for a name", bytes(data("[\"_default\",null]"))),
        arguments("NUL in a name", bytes(data("[\"_default\",\"jan\\u0000uary\"]"))),
        arguments("a bare NUL", bytes(data("[\"_default\",\"jan\u0000uary\"]"))),
        arguments("a line break in a name", bytes(data("[\"_default\",\"january\\n\"]"))),
        arguments("half a letter in a name", bytes(data("[\"_default\",\"jan\\ud800uary\"]"))),
        arguments("a letter lost before", bytes(data("[\"_default\",\"m\\ufffdrz\"]"))),
        arguments("a name of 256", bytes(data("[\"_default\",\"" + "a".repeat(256) + "\"]"))),
        arguments("a code twice", bytes("{\"code\":0,\"code\":1,\"data\":[]}")),
        arguments("a code twice, escaped", bytes("{\"code\":1,\"c\\u006fde\":0,\"data\":[]}")),
        arguments("data twice", bytes("{\"code\":0,\"data\":[\"january\"],\"data\":[]}")),
        arguments("a deep code", bytes("{\"code\":" + "[".repeat(200_000))),
        arguments(
            "deep data",
            bytes("{\"code\":0,\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")),
        arguments("a huge code", bytes("{\"code\":1" + "0".repeat(50_000) + ",\"data\":[]}")),
        arguments("a code of zeros", bytes("{\"code\":0" + "0".repeat(50_000) + ",\"data\":[]}")),
        arguments("a tiny code", bytes("{\"code\":0e-99999999,\"data\":[]}")),
        arguments("a float code", bytes("{\"code\":0.0,\"data\":[]}")),
        arguments("a minus", bytes("{\"code\":-,\"data\":[]}")),
        arguments("no number", bytes("{\"code\":NaN,\"data\":[]}")),
        arguments("a comment", bytes("/* */" + JANUARY)),
        arguments("single quotes", bytes("{'code':0,'data':[]}")),
        arguments("a comma too many", bytes("{\"code\":0,\"data\":[\"_default\",]}")),
        arguments("data is an object", bytes(data("{\"0\":\"_default\"}"))),
        arguments("data is a text", bytes(data("\"_default,january\""))),
        arguments("data is a number", bytes(data("0"))),
        arguments("data is true", bytes(data("true"))),
        arguments("two answers", bytes(EMPTIED + JANUARY)),
        arguments("a callback", bytes("x(" + EMPTIED + ")")));
  }

  /** HTTP frames that must be rejected. */
  static Stream<Arguments> frames() {
    String chunked = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked";
    String length = "HTTP/1.1 200 OK\nContent-Length: ";
    return Stream.of(
        arguments("no chunk size", head(chunked, "zz\r\n" + EMPTIED)),
        arguments("a negative chunk", head(chunked, "-1\r\n" + EMPTIED)),
        arguments("a huge chunk", head(chunked, "ffffffffffffffffff\r\n" + EMPTIED)),
        arguments("no line break after a chunk", head(chunked, "1\r\n{x\r\n0\r\n\r\n")),
        arguments("no last chunk", ends(head(chunked, "1e\r\n" + EMPTIED + "\r\n"))),
        arguments("an endless chunk", ends(head(chunked, "ff\r\n" + EMPTIED))),
        arguments("too short a length", head(length + 5, EMPTIED)),
        arguments("too long a length", ends(head(length + 500, EMPTIED))),
        arguments("a negative length", ends(head(length + -1, EMPTIED))),
        arguments("no number as length", ends(head(length + "many", EMPTIED))),
        arguments("a length too large", ends(head(length + "99999999999999999999", EMPTIED))),
        arguments("two lengths", ends(head(length + "30\nContent-Length: 5", EMPTIED))),
        arguments("204", head("HTTP/1.1 204 No Content\nContent-Length: 30", EMPTIED)),
        arguments("205", head("HTTP/1.1 205 Reset Content\nContent-Length: 30", EMPTIED)),
        arguments("206", head("HTTP/1.1 206 Partial\nContent-Length: 30", EMPTIED)),
        arguments("100 and no more", ends(head("HTTP/1.1 100 Continue", ""))),
        arguments("101", ends(head("HTTP/1.1 101 Switching\nUpgrade: x", EMPTIED))),
        arguments("unknown encoding", head(length + "30\nContent-Encoding: x-unheard-of", EMPTIED)),
        arguments("no gzip at all", head(length + "30\nContent-Encoding: gzip", EMPTIED)),
        arguments(
            "coded too often",
            head(length + "30\nContent-Encoding: gzip,gzip,gzip,gzip,gzip,gzip,gzip", EMPTIED)));
  }

  /** Unusual, but valid answers. */
  static Stream<Arguments> harmless() {
    String length = "HTTP/1.1 200 OK\nContent-Length: 40";
    return Stream.of(
        arguments("HTML by its header", head(length + "\nContent-Type: text/html", JANUARY)),
        arguments(
            "Latin-1 by its header",
            head(length + "\nContent-Type: application/json; charset=latin-1", JANUARY)),
        arguments("no type", head(length + "\nX: y", JANUARY)),
        arguments("nonsense for a type", head(length + "\nContent-Type: ;;/=", JANUARY)),
        arguments("a hint first", head("HTTP/1.1 103 Early Hints\nLink: x\n\n" + length, JANUARY)),
        arguments(
            "two first",
            head("HTTP/1.1 100 Continue\n\nHTTP/1.1 102 Processing\n\n" + length, JANUARY)),
        arguments(
            "chunks with a trailer",
            head(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                "5\r\n{\"cod\r\n23;x=y\r\n" + JANUARY.substring(5) + "\r\n0\r\nX: y\r\n\r\n")),
        arguments("until the end", ends(head("HTTP/1.0 200 OK\nX: y", JANUARY))));
  }

  public static Reaction head(String head, String body) {
    return head(head, bytes(body));
  }

  /** A complete response; the connection stays open. */
  private static Reaction head(String head, byte[] body) {
    return socket -> {
      byte[] start = bytes(head.replace("\n", "\r\n") + "\r\n\r\n");
      byte[] all = new byte[start.length + body.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      socket.getOutputStream().write(all);
      return true;
    };
  }

  public static String data(String names) {
    return "{\"code\":0,\"data\":" + names + "}";
  }

  private static byte[] withMark(Charset charset, int... mark) {
    byte[] body = JANUARY.getBytes(charset);
    byte[] all = new byte[mark.length + body.length];
    for (int i = 0; i < mark.length; i++) {
      all[i] = (byte) mark[i];
    }
    System.arraycopy(body, 0, all, mark.length, body.length);
    return all;
  }

  private static Reaction ends(Reaction reaction) {
    return socket -> {
      reaction.react(socket);
      return false;
    };
  }
}
