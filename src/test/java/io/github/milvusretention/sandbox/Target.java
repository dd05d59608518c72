package io.github.milvusretention.sandbox;

import io.github.milvusretention.tier.Tier;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A server under the contract tests: the sandbox in every version, or the real server given by
 * {@code -Dmilvus.uri=http://localhost:19530 -Dmilvus.token=root:Milvus}.
 *
 * @param token empty for a server without authorization
 */
record Target(String name, URI uri, String token, Runnable stop) implements AutoCloseable {
  private static final String TOKEN = "root:Milvus";

  static Stream<Target> all() {
    return realOr(Version.values());
  }

  /** In the default tier, of the sandbox only the versions that answer in different ways. */
  static Stream<Target> forWholeRuns() {
    return Tier.isThorough()
        ? all()
        : realOr(Version.V2_3_13, Version.V2_4_17, Version.V2_6_18, Version.V3_0_0);
  }

  private static Stream<Target> realOr(Version... versions) {
    String uri = System.getProperty("milvus.uri", "");
    return uri.isEmpty()
        ? Arrays.stream(versions).map(Target::sandbox)
        : Stream.of(
            new Target(uri, URI.create(uri), System.getProperty("milvus.token", ""), () -> {}));
  }

  private static Target sandbox(Version version) {
    Sandbox sandbox = Sandbox.builder().version(version).token(TOKEN).start();
    return new Target("sandbox " + version.number(), sandbox.uri(), TOKEN, sandbox::close);
  }

  Client client() {
    return new Client(uri, token);
  }

  @Override
  public void close() {
    stop.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
