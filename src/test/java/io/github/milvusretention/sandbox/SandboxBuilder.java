package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Configures and starts a {@link Sandbox}. */
public final class SandboxBuilder {
  Version version = Version.V2_6_19;
  String token = "";
  int port;
  Duration latency = Duration.ZERO;
  Duration releaseTime = Duration.ZERO;
  boolean standardStatuses;
  boolean zilliz;
  @Nullable SSLContext tls;
  Consumer<Sandbox> seed = sandbox -> {};

  SandboxBuilder() {}

  public SandboxBuilder version(Version version) {
    this.version = version;
    return this;
  }

  /** {@code user:password} or an API key, required in every call; empty for no authorization. */
  public SandboxBuilder token(String token) {
    this.token = token;
    return this;
  }

  /** 0 for any free port. */
  public SandboxBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** The delay of every call before it is processed. */
  public SandboxBuilder latency(Duration latency) {
    this.latency = latency;
    return this;
  }

  /**
   * How long a release of loaded partitions takes, whatever the number of names; a real server with
   * flushed data needs about a second. Zero unless set.
   */
  public SandboxBuilder releaseTime(Duration releaseTime) {
    this.releaseTime = releaseTime;
    return this;
  }

  /** Sends errors with real HTTP statuses, which releases after 3.0 support as an option. */
  public SandboxBuilder standardStatuses() {
    this.standardStatuses = true;
    return this;
  }

  /**
   * Answers a wrong token as Zilliz Cloud documents it: HTTP 200 with a specific code instead of
   * 401. Whether REST v2 still does this is unknown; a client should support both.
   */
  public SandboxBuilder zilliz() {
    this.zilliz = true;
    return this;
  }

  /** Uses TLS with the certificate of this context. */
  public SandboxBuilder tls(SSLContext tls) {
    this.tls = tls;
    return this;
  }

  /** Creates the initial state, which {@link Sandbox#reset()} restores. */
  public SandboxBuilder seed(Consumer<Sandbox> seed) {
    this.seed = seed;
    return this;
  }

  public Sandbox start() {
    return new Sandbox(this);
  }
}
