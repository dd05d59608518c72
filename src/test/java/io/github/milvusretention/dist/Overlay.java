package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects of an overlay as kustomize composes them and Kubernetes gets them.
 *
 * @param objects each as YAML has it
 */
record Overlay(List<Map<String, Object>> objects) {
  private static final Tool KUSTOMIZE =
      new Tool(
          "kustomize",
          "kustomize is not on the PATH, so that the overlays for Kubernetes are not composed and"
              + " checked. .ci/run shows how to get it as a Go module");

  static Overlay of(String name) throws IOException, InterruptedException {
    Tool.Ended built = KUSTOMIZE.run("", "build", "config/kubernetes/overlays/" + name);
    assertThat(built.exit()).as(built.output()).isZero();
    return parse(built.output());
  }

  /** Of YAML documents. */
  @SuppressWarnings("unchecked")
  static Overlay parse(String documents) {
    List<Map<String, Object>> objects = new ArrayList<>();
    new Yaml().loadAll(documents).forEach(object -> objects.add((Map<String, Object>) object));
    return new Overlay(objects);
  }

  /** What Kubernetes calls each, in alphabetical order: kind and name. */
  List<String> names() {
    return objects.stream()
        .map(
            object ->
                object.get("kind") + " " + ((Map<?, ?>) value(object, "metadata")).get("name"))
        .sorted()
        .toList();
  }

  private static Object value(Map<String, Object> object, String key) {
    return Objects.requireNonNull(object.get(key), key);
  }

  /** The only one of that kind. */
  Map<String, Object> only(String kind) {
    List<Map<String, Object>> found =
        objects.stream().filter(object -> value(object, "kind").equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  /** As one text. */
  String text() {
    return objects.stream().map(new Yaml()::dump).collect(Collectors.joining("---\n"));
  }
}
