package io.github.milvusretention.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which names a release accepts; see {@code validatePartitionTag} in Milvus's proxy. */
final class Names {
  private static final int MAX_BYTES = 255;
  private static final Pattern FIRST = Pattern.compile("[A-Za-z0-9_]");
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9_]*");
  private static final Pattern REST_WITH_HYPHENS = Pattern.compile("[A-Za-z0-9_-]*");
  private static final Pattern COLLECTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Version version;
  private final Errors errors;

  Names(Version version, Errors errors) {
    this.version = version;
    this.errors = errors;
  }

  void checkCollection(String name) {
    if (!COLLECTION.matcher(name).matches() || bytes(name) > MAX_BYTES) {
      throw Errors.invalid("Invalid collection name: " + name + ". : invalid parameter");
    }
  }

  /** Blanks around the name pass, as on the server, which trims only for this check. */
  void checkPartition(String untrimmed) {
    String name = untrimmed.strip();
    if (name.isEmpty()) {
      throw invalid(name, "Partition name should not be empty.");
    }
    if (bytes(name) > MAX_BYTES) {
      throw invalid(name, "The length of a partition name must be less than 255 characters.");
    }
    if (!FIRST.matcher(name.substring(0, 1)).matches()) {
      throw invalid(
          name, "The first character of a partition name must be an underscore or letter.");
    }
    Pattern rest = version.has(Version.Trait.HYPHENS) ? REST_WITH_HYPHENS : REST;
    if (!rest.matcher(name.substring(1)).matches()) {
      throw invalid(name, "Partition name can only contain numbers, letters and underscores.");
    }
  }

  private Refused invalid(String name, String why) {
    return errors.refused("Invalid partition name: " + name + ". " + why);
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
