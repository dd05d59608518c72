package io.github.milvusretention.cli.start;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "milvus-retention " + Objects.requireNonNullElse(version, "(not from a jar)")
    };
  }
}
