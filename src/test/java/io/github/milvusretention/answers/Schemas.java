package io.github.milvusretention.answers;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of the answers, as they are shipped. */
public final class Schemas {
  private static final String HERE = "io/github/milvusretention/answers/";
  private static final Path FOLDER = Path.of("src/main/resources", HERE);
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  /** What is wrong with an answer by the schema of that name. */
  public static List<String> mistakes(String name, JsonNode answer) {
    return mistakes(SchemaLocation.of("classpath:" + HERE + name + ".json"), answer);
  }

  /** What is wrong with a schema by the one that schemas have. */
  public static List<String> mistakes(JsonNode schema) {
    return mistakes(SchemaLocation.of(schema.get("$schema").stringValue()), schema);
  }

  private static List<String> mistakes(SchemaLocation location, JsonNode answer) {
    Schema schema = REGISTRY.getSchema(location);
    return schema.validate(answer).stream().map(Error::toString).toList();
  }

  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(String name) {
    return JsonMapper.shared().readTree(FOLDER.resolve(name + ".json").toFile());
  }
}
