package io.github.milvusretention.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page with its query, encoded, without the context path. What is empty is left
 * out, so that the same page always has the same address.
 *
 * @param query in the order in which it is written
 */
public record PageLink(String path, Map<String, String> query) {
  public PageLink {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  public static PageLink to(String path) {
    return new PageLink(path, Map.of());
  }

  /**
   * The same with that parameter.
   *
   * @param value null or empty to leave it out
   */
  public PageLink with(String name, @Nullable Object value) {
    Map<String, String> changed = new LinkedHashMap<>(query);
    if (value == null || value.toString().isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value.toString());
    }
    return new PageLink(path, changed);
  }

  @Override
  public String toString() {
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }
}
