package io.github.milvusretention.rules;

import io.github.milvusretention.rules.KeyPath.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Goes over the keys of one source: collects the names of clusters and policies, and reports keys
 * that mean nothing and values in the place of keys.
 */
final class KeyScan {
  private final Names names;
  private final Mistakes mistakes;
  private final Map<String, String> spellings = new HashMap<>();
  private final Map<String, Integer> elements = new TreeMap<>();

  private KeyScan(Names names, Mistakes mistakes) {
    this.names = names;
    this.mistakes = mistakes;
  }

  static void scan(EnumerablePropertySource<?> source, Names names, Mistakes mistakes) {
    KeyScan scan = new KeyScan(names, mistakes);
    for (String property : source.getPropertyNames()) {
      KeyPath path = KeyPath.of(property);
      if (path.size() > 0 && path.get(0).uniform().equals("retention")) {
        scan.look(path, source.getProperty(property));
      }
    }
    scan.elements.forEach(scan::checkPlace);
  }

  private void look(KeyPath path, @Nullable Object value) {
    if (path.size() == 1) {
      expectNothing("retention", value, "write clusters: and policies: beneath it");
      return;
    }
    String top = Keys.TOP.find(path.get(1).text()).orElse("");
    switch (top) {
      case "clusters" -> lookInto(Kind.CLUSTERS, path, value);
      case "policies" -> lookInto(Kind.POLICIES, path, value);
      case "" -> unknown(path.chop(2), path.get(1).text(), Keys.TOP);
      default -> known("retention." + top, path, 2, false);
    }
  }

  private void lookInto(Kind kind, KeyPath path, @Nullable Object value) {
    if (path.size() == 2) {
      expectNothing(
          kind.path(), value, "write the name of each " + kind.singular() + " beneath it");
    } else if (path.get(2).indexed()) {
      unnamed(kind, path.get(2));
    } else if (sameNameAsAnother(kind, path.get(2).text())) {
      mistakes.add(
          kind.path(path.get(2).text()),
          "",
          "is the same name as another here, for - and _ and capital letters do not tell names apart",
          "rename one of them");
    } else {
      lookAt(kind, names.add(kind, path.get(2).text()), path);
    }
  }

  private void lookAt(Kind kind, Named named, KeyPath path) {
    if (path.size() == 3) {
      mistakes.add(named.path(), "", "has no keys beneath it", kind.keys().listed());
      return;
    }
    Element written = path.get(3);
    Optional<String> key = kind.keys().find(written.text());
    if (written.indexed()) {
      mistakes.add(named.path(), "", "is a list", "write its keys without a leading -");
    } else if (key.isPresent()) {
      known(named.path() + "." + key.get(), path, 4, kind.keys().isList(key.get()));
    } else if (nameGoesOn(kind, path)) {
      mistakes.add(path.chop(4), "", "a name cannot hold a dot", "write - in its place");
    } else {
      unknown(path.chop(4), written.text(), kind.keys());
    }
  }

  /** {@code size} elements are the key; beneath a list its places may follow. */
  private void known(String key, KeyPath path, int size, boolean list) {
    String other = spellings.putIfAbsent(key + path.tail(size), path.chop(size));
    if (other != null && !other.equals(path.chop(size))) {
      mistakes.add(key, "", "is written twice, as " + other + " too", "keep one of them");
    }
    if (list && path.size() == size + 1 && path.get(size).place()) {
      elements.merge(key, Integer.parseInt(path.get(size).text()), Math::max);
    }
    if (list && (path.size() > size + 1 || (path.size() == size + 1 && !path.get(size).place()))) {
      mistakes.add(key, "", "takes a list of texts, not keys", "write [\"…\", \"…\"]");
    }
    if (!list && path.size() > size) {
      String found = path.get(size).place() ? "a list" : "keys beneath it";
      mistakes.add(key, "", "takes one value, not " + found, "write one value after it");
    }
  }

  /** YAML counts by itself; properties and arguments may leave a gap, where Spring Boot stops. */
  private void checkPlace(String key, int last) {
    if (IntStream.range(0, last).anyMatch(i -> !spellings.containsKey(key + "[" + i + "]"))) {
      mistakes.add(key, "", "is a list with a gap", "count from [0] without one");
    }
    if (spellings.containsKey(key)) {
      mistakes.add(key, "", "is written as one text and as a list", "keep one of them");
    }
  }

  private boolean sameNameAsAnother(Kind kind, String name) {
    String other = spellings.putIfAbsent(kind.path(KeyPath.identity(name)), name);
    return other != null && !other.equals(name);
  }

  /** {@code nightly.v2:} arrives as the key {@code v2} of the name {@code nightly}. */
  private static boolean nameGoesOn(Kind kind, KeyPath path) {
    return IntStream.range(4, path.size())
        .anyMatch(i -> kind.keys().find(path.get(i).text()).isPresent());
  }

  private void unnamed(Kind kind, Element written) {
    if (written.place()) {
      mistakes.add(
          kind.path() + written,
          "",
          "is a list or a bare number, not a name",
          "write the name of the "
              + kind.singular()
              + " above its keys; quote a name of digits only");
    } else {
      mistakes.add(
          kind.path() + written,
          "",
          "is not a plain name: it stood in brackets, or YAML read on, off, yes or no as a truth",
          "use letters, digits, - and _, without brackets");
    }
  }

  private void expectNothing(String key, @Nullable Object value, String cure) {
    if (value != null && !value.toString().isBlank()) {
      mistakes.add(key, "", "has a value in the place of keys", cure);
    }
  }

  private void unknown(String key, String spelling, Keys keys) {
    mistakes.add(key, "", "is not a known key", keys.cure(spelling));
  }
}
