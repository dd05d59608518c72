package io.github.milvusretention.console.api.http;

import io.github.milvusretention.cli.output.OutputOption;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An answer to a program: JSON, whatever it says that it accepts, in the very bytes that the
 * command writes.
 *
 * @param content writes it; what it throws before the first byte is answered as an error
 */
public record Answer(HttpStatus status, Map<String, String> headers, Content content) {
  /** Writes an answer that may be long. */
  @FunctionalInterface
  public interface Content {
    void write(PrintWriter out);
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer json(Object json) {
    return written(out -> OutputOption.writeJson(out, json));
  }

  public static Answer written(Content content) {
    return new Answer(HttpStatus.OK, Map.of(), content);
  }

  public Answer status(HttpStatus other) {
    return new Answer(other, headers, content);
  }

  public Answer header(String name, String value) {
    return new Answer(status, Map.of(name, value), content);
  }

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    headers.forEach(response::setHeader);
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    content.write(out);
    out.flush();
  }
}
