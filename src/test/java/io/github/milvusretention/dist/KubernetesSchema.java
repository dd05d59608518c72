package io.github.milvusretention.dist;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Pod;
import java.lang.reflect.InvocationTargetException;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * What Kubernetes knows: its official client for Java is generated from the schemas of one version
 * of it, and refuses unknown fields, missing ones and values of another type.
 */
final class KubernetesSchema {
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(
              OffsetDateTime.class,
              (JsonDeserializer<OffsetDateTime>)
                  (json, type, context) -> OffsetDateTime.parse(json.getAsString()))
          .create();

  private KubernetesSchema() {}

  /** Throws {@link RuntimeException} with what is wrong with an object. */
  static void check(Map<String, Object> object) throws ReflectiveOperationException {
    String version = String.valueOf(object.get("apiVersion"));
    if (!version.matches("(v1|(apps|batch|policy|networking\\.k8s\\.io)/v1)")) {
      throw new IllegalArgumentException("there is no apiVersion " + version + " of what we use");
    }
    Class<?> kind = Class.forName(V1Pod.class.getPackageName() + ".V1" + object.get("kind"));
    JsonElement json = GSON.toJsonTree(object);
    try {
      kind.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    }
    var unused = GSON.fromJson(json, kind);
  }
}
