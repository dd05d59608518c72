package io.github.milvusretention.console.api.operations;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations as OpenAPI 3.1 describes them. What is answered is in schemas beside it. */
public final class OpenApi {
  private static final String JSON = "application/json";
  private static final Pattern NAME_IN_PATH = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  /**
   * The address of a schema, from that of the description.
   *
   * @param name with a # and what follows it for a part of it
   */
  static String schema(String name) {
    int part = name.indexOf('#');
    return part < 0
        ? "schemas/" + name + ".json"
        : schema(name.substring(0, part)) + name.substring(part);
  }

  public static ObjectNode of(List<Operation> operations) {
    ObjectNode all = object().put("openapi", "3.1.0");
    all.putObject("info")
        .put("title", "milvus-retention")
        .put("version", "1")
        .put(
            "description",
            "What the commands answer with --output json, and what they do. Times have an offset."
                + " An unknown parameter or field is an error.");
    // Beside this description, whatever stands before it: a proxy may have a prefix.
    all.putArray("servers").addObject().put("url", "../v1");
    all.putArray("security").addObject().putArray("token");
    ObjectNode paths = all.putObject("paths");
    for (Operation operation : operations) {
      ObjectNode path =
          paths.has(operation.path())
              ? (ObjectNode) paths.get(operation.path())
              : path(paths, operation.path());
      path.set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
    }
    all.putObject("components")
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    return all;
  }

  private static ObjectNode path(ObjectNode paths, String path) {
    ObjectNode described = paths.putObject(path);
    List<String> names =
        NAME_IN_PATH.matcher(path).results().map((MatchResult found) -> found.group(1)).toList();
    if (!names.isEmpty()) {
      ArrayNode parameters = described.putArray("parameters");
      for (String name : names) {
        ObjectNode parameter =
            parameters.addObject().put("name", name).put("in", "path").put("required", true);
        parameter.putObject("schema").put("type", name.equals("id") ? "integer" : "string");
      }
    }
    return described;
  }

  private static ObjectNode describe(Operation operation) {
    ObjectNode described =
        object()
            .put("operationId", operation.id())
            .put("summary", operation.summary())
            .put("description", "For a token with the role " + operation.role() + ".");
    if (operation.hasBody()) {
      describeBody(operation, described.putObject("requestBody"));
    } else if (!operation.parameters().isEmpty()) {
      ArrayNode parameters = described.putArray("parameters");
      operation.parameters().forEach(each -> parameters.add(inQuery(each)));
    }
    ObjectNode answers = described.putObject("responses");
    HttpStatus success = operation.success();
    ObjectNode answer =
        answers
            .putObject(String.valueOf(success.value()))
            .put("description", success.getReasonPhrase());
    ObjectNode content = answer.putObject("content").putObject(JSON).putObject("schema");
    if (operation.answer() != null) {
      content.put("$ref", schema(operation.answer()));
    }
    answers
        .putObject("default")
        .put("description", "It is not done, and why.")
        .putObject("content")
        .putObject(JSON)
        .putObject("schema")
        .put("$ref", schema("error"));
    return described;
  }

  private static void describeBody(Operation operation, ObjectNode body) {
    List<String> required =
        operation.parameters().stream().filter(Parameter::required).map(Parameter::name).toList();
    ObjectNode schema =
        body.put("required", !required.isEmpty())
            .putObject("content")
            .putObject(JSON)
            .putObject("schema")
            .put("type", "object")
            .put("additionalProperties", false);
    ArrayNode names = schema.putArray("required");
    required.forEach(names::add);
    ObjectNode fields = schema.putObject("properties");
    for (Parameter field : operation.parameters()) {
      fields.set(field.name(), field.values().schema().put("description", field.description()));
    }
  }

  private static ObjectNode inQuery(Parameter parameter) {
    ObjectNode described =
        object()
            .put("name", parameter.name())
            .put("in", "query")
            .put("required", parameter.required())
            .put("description", parameter.description());
    ObjectNode schema = parameter.values().schema();
    described.set(
        "schema",
        parameter.repeated() ? object().put("type", "array").set("items", schema) : schema);
    return described;
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
