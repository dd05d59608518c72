package io.github.milvusretention.console.api.http;

import io.github.milvusretention.console.act.Storable;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields that were sent with an operation, checked by its list of them.
 *
 * @param fields as texts; a field that is null was not given
 */
public record Body(Map<String, String> fields) {
  public static final int LARGEST = 64 * 1024;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public Body {
    fields = Map.copyOf(fields);
  }

  /** Refuses by its headers what cannot be read, before any of it is. */
  static void check(HttpServletRequest request) {
    boolean sent =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (sent && !isJson(request.getContentType())) {
      throw new Refused(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the body must be JSON: send it with Content-Type: application/json");
    }
    refuseLarger(request.getContentLengthLong());
  }

  private static boolean isJson(@Nullable String type) {
    try {
      return type != null
          && MediaType.parseMediaType(type).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static void refuseLarger(long size) {
    if (size > LARGEST) {
      throw new Refused(
          HttpStatus.CONTENT_TOO_LARGE, "the body may have at most " + LARGEST + " bytes");
    }
  }

  /** Nothing sent is as good as an object without fields. */
  static Body read(HttpServletRequest request, Operation operation) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
    refuseLarger(bytes.length);
    return bytes.length == 0 ? of(Map.of(), operation) : of(bytes, operation);
  }

  private static Body of(byte[] bytes, Operation operation) {
    JsonNode node;
    try {
      node = STRICT.readTree(bytes);
    } catch (JacksonException e) {
      throw wrong("the body is not JSON, or gives a field twice");
    }
    if (!node.isObject()) {
      throw wrong("the body must be an object of JSON");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                fields.put(field.getKey(), text(field.getKey(), field.getValue(), operation));
              }
            });
    return of(fields, operation);
  }

  private static String text(String name, JsonNode value, Operation operation) {
    Parameter known =
        operation.parameters().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> wrong(unknown(name, operation)));
    if (!known.values().isWritten(value)) {
      throw wrong("field " + name + " must be " + known.values().words());
    }
    return value.asString();
  }

  private static String unknown(String name, Operation operation) {
    List<String> known = operation.parameters().stream().map(Parameter::name).toList();
    return "there is no field "
        + name
        + (known.isEmpty() ? " here, and no other" : "; there are " + String.join(", ", known));
  }

  private static Body of(Map<String, String> fields, Operation operation) {
    fields.forEach(
        (name, value) -> {
          if (!Storable.is(value)) {
            throw wrong("field " + name + " " + Storable.PROBLEM + "; " + Storable.CURE);
          }
        });
    operation.parameters().stream()
        .flatMap(known -> known.mistake("field", given(fields, known)).stream())
        .findFirst()
        .ifPresent(
            mistake -> {
              throw wrong(mistake);
            });
    return new Body(fields);
  }

  private static List<String> given(Map<String, String> fields, Parameter known) {
    return Optional.ofNullable(fields.get(known.name())).stream().toList();
  }

  private static Refused wrong(String message) {
    return new Refused(HttpStatus.BAD_REQUEST, message);
  }

  /** Null if it was not given. */
  public @Nullable String text(String name) {
    return fields.get(name);
  }

  public String textOr(String name, String otherwise) {
    return fields.getOrDefault(name, otherwise);
  }

  /** One that must be given. */
  public String needed(String name) {
    return Objects.requireNonNull(fields.get(name));
  }

  public boolean flag(String name, boolean otherwise) {
    return Boolean.parseBoolean(fields.getOrDefault(name, String.valueOf(otherwise)));
  }
}
