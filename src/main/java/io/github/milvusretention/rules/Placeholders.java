package io.github.milvusretention.rules;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Replaces {@code ${NAME:default}}. Spring Boot's binder leaves a name that has no value as it
 * stands, or turns it into nothing; here it is a mistake.
 */
final class Placeholders {
  private final ConfigurableEnvironment environment;
  private final Mistakes mistakes;

  Placeholders(ConfigurableEnvironment environment, Mistakes mistakes) {
    this.environment = environment;
    this.mistakes = mistakes;
  }

  /** Empty text where a mistake has been noted. */
  Text replace(String path, String key, Found found) {
    String raw = found.raw().toString();
    String written = Secrets.shown(key, raw);
    String value = "";
    if (found.raw() instanceof Boolean) {
      mistakes.add(
          path, written, "is on, off, yes, no, true or false to YAML", "put the text in quotes");
    } else if (key.equals("token") && !(found.raw() instanceof CharSequence)) {
      mistakes.add(path, written, "is a number to YAML, which may rewrite it", "put it in quotes");
    } else {
      value = replace(path, written, raw, found);
    }
    return new Text(written, key.equals("token") ? value : value.strip(), found.variable());
  }

  private String replace(String path, String written, String raw, Found found) {
    try {
      String value = environment.resolveRequiredPlaceholders(raw);
      if (!value.contains("${") || raw.contains("\\${")) {
        return value;
      }
      mistakes.add(path, written, "has a ${ without its }", "close it, or write \\${ for the text");
    } catch (PlaceholderResolutionException e) {
      String name = e.getPlaceholder();
      boolean inFile = found.variable() == null && raw.contains("${" + name);
      mistakes.add(
          path,
          written,
          inFile ? "${" + name + "} has no value" : "holds a ${…} that has no value",
          inFile
              ? "set the environment variable " + name + ", or write a default: ${" + name + ":…}"
              : "write \\${ for the text ${ itself");
    }
    return "";
  }
}
