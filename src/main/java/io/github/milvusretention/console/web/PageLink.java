package io.github.milvusretention.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page with its query, encoded, without the context path. It has the parameters
 * that the page knows, whatever else it was asked with. What is empty is left out, so that the same
 * page always has the same address.
 *
 * @param query in the order in which it is written; a parameter may have several values
 */
public record PageLink(String path, Map<String, List<String>> query) {
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
    return withAll(name, value == null ? List.of() : List.of(value.toString()));
  }

  /** The same with that parameter once for each value. */
  public PageLink withAll(String name, Collection<String> values) {
    List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
    Map<String, List<String>> changed = new LinkedHashMap<>(query);
    if (given.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, given);
    }
    return new PageLink(path, changed);
  }

  @Override
  public String toString() {
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .flatMap(
                    each ->
                        each.getValue().stream()
                            .map(value -> each.getKey() + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&", "?", ""));
  }
}
