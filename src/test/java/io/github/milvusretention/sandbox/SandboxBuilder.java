package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How to start a {@link Sandbox}. */
public final class SandboxBuilder {
  Version version = Version.V2_6_19;
  String token = "";
  int port;
  Duration latency = Duration.ZERO;
  boolean standardStatuses;
  boolean zilliz;
  @Nullable SSLContext tls;
  Consumer<Sandbox> seed = sandbox -> {};

  SandboxBuilder() {}

  public SandboxBuilder version(Version version) {
    this.version = version;
    return this;
  }

  /** {@code user:password} or an API key, asked of every call; empty for no authorization. */
  public SandboxBuilder token(String token) {
    this.token = token;
    return this;
  }

  /** 0 for any free port. */
  public SandboxBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** How long every call waits before anything else happens to it. */
  public SandboxBuilder latency(Duration latency) {
    this.latency = latency;
    return this;
  }

  /** Errors with real HTTP statuses, as releases after 3.0 can be told to send them. */
  public SandboxBuilder standardStatuses() {
    this.standardStatuses = true;
    return this;
  }

  /**
   * A wrong token is answered as Zilliz Cloud documents it: HTTP 200 and a code of its own instead
   * of 401. Whether REST v2 still does is not known; a client should understand both.
   */
  public SandboxBuilder zilliz() {
    this.zilliz = true;
    return this;
  }

  /** Speaks TLS, as whom this context says. */
  public SandboxBuilder tls(SSLContext tls) {
    this.tls = tls;
    return this;
  }

  /** Makes the state the sandbox starts with, and goes back to on {@link Sandbox#reset()}. */
  public SandboxBuilder seed(Consumer<Sandbox> seed) {
    this.seed = seed;
    return this;
  }

  public Sandbox start() {
    return new Sandbox(this);
  }
}
