package io.github.milvusretention.console.api.operations;

import io.github.milvusretention.rules.console.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * One thing that a program may ask for.
 *
 * @param path below {@link Operations#ROOT}, with names in braces
 * @param role who may ask for it
 * @param summary one sentence
 * @param parameters of the query if it is a GET, of the body if it is a POST
 * @param answer the schema of what is answered; null for any JSON
 * @param success with which status
 */
public record Operation(
    HttpMethod method,
    String path,
    Role role,
    String summary,
    List<Parameter> parameters,
    @Nullable String answer,
    HttpStatus success) {
  public Operation {
    parameters = List.copyOf(parameters);
  }

  static Operation get(
      String path, @Nullable String answer, String summary, Parameter... parameters) {
    return new Operation(
        HttpMethod.GET, path, Role.VIEWER, summary, List.of(parameters), answer, HttpStatus.OK);
  }

  static Operation post(
      String path,
      Role role,
      String answer,
      HttpStatus success,
      String summary,
      Parameter... fields) {
    return new Operation(HttpMethod.POST, path, role, summary, List.of(fields), answer, success);
  }

  /** As it is mapped. */
  public String pattern() {
    return Operations.ROOT + path;
  }

  /** A name that no other has: {@code getRunsById} for {@code GET /runs/{id}}. */
  public String id() {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String part : path.replace(".json", "").split("/")) {
      if (!part.isEmpty()) {
        String word = part.replaceAll("[{}]", "");
        id.append(part.equals(word) ? "" : "By")
            .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(word.substring(1));
      }
    }
    return id.toString();
  }

  public boolean hasBody() {
    return method.equals(HttpMethod.POST);
  }
}
