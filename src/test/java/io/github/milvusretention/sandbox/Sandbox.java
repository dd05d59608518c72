package io.github.milvusretention.sandbox;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Milvus REST v2 server in memory, on loopback only. Thread-safe. The methods below set its state
 * directly: they are not logged as calls, and no fault applies to them.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(Version.V2_6_19)) {
 *   sandbox.createCollection("default", "quick_setup");
 *   sandbox.createPartitions("default", "quick_setup", "january", "february");
 *   sandbox.on("partitions/drop").forPartition("january").once().react(Reaction.reset());
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  static {
    // Otherwise Nagle's algorithm delays the second of two writes per answer by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Version version;
  private final Consumer<Sandbox> seed;
  private final Catalog catalog;
  private final CallLog log = new CallLog();
  private final Faults faults = new Faults();
  private final Gate gate = new Gate();
  private final DateHeader dates = new DateHeader();
  private final HttpServer http;
  private final Endpoint endpoint;
  private final ExecutorService threads = Executors.newCachedThreadPool(Sandbox::daemon);

  Sandbox(SandboxBuilder builder) {
    version = builder.version;
    seed = builder.seed;
    catalog = new Catalog(version);
    Envelope envelope = new Envelope(version, builder.standardStatuses, builder.zilliz);
    Server server = new Server(version, catalog, envelope);
    http = listen(builder.port, builder.tls);
    http.setExecutor(threads);
    endpoint =
        new Endpoint(
            server,
            new Credentials(builder.token),
            envelope,
            log,
            faults,
            gate,
            dates,
            builder.latency,
            new ReleaseTime(builder.releaseTime, catalog, gate));
    http.createContext("/", endpoint);
    http.createContext("/sandbox/", new Admin(this));
    seed.accept(this);
    http.start();
  }

  /** Defaults: version 2.6.19, no authorization, a free port, no collections. */
  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  public static Sandbox start(Version version) {
    return builder().version(version).start();
  }

  /** Scheme, address and port. */
  public URI uri() {
    String scheme = http instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + http.getAddress().getPort());
  }

  public Version version() {
    return version;
  }

  public void createDatabase(String database) {
    synchronized (catalog) {
      catalog.createDatabase(database);
    }
  }

  public void dropDatabase(String database) {
    synchronized (catalog) {
      catalog.dropDatabase(database);
    }
  }

  /**
   * Creates a collection that is not loaded, with the partition {@code _default}, and its database.
   */
  public void createCollection(String database, String collection) {
    createCollection(database, collection, CollectionSpec.PLAIN);
  }

  public void createCollection(String database, String collection, CollectionSpec spec) {
    if (spec.isExternal() && !version.has(Version.Trait.EXTERNAL_COLLECTIONS)) {
      throw new IllegalArgumentException(
          "Milvus %s has no external collections; use 3.0.0".formatted(version.number()));
    }
    synchronized (catalog) {
      catalog.createDatabase(database);
      catalog.createCollection(database, collection, spec);
    }
  }

  /** Drops and re-creates the collection: same name and partitions, a new id, no rows. */
  public void recreateCollection(String database, String collection) {
    synchronized (catalog) {
      StoredCollection old = catalog.collection(database, collection);
      StoredCollection recreated = catalog.createCollection(database, old.name, old.spec);
      if (!old.spec.isPartitionKey()) {
        old.partitions().forEach(partition -> catalog.createPartition(recreated, partition.name));
      }
    }
  }

  public void dropCollection(String database, String collection) {
    synchronized (catalog) {
      catalog.dropCollection(database, collection);
    }
  }

  /** Creates the alias, or changes its target. */
  public void alias(String database, String alias, String collection) {
    synchronized (catalog) {
      catalog.alias(database, alias, collection);
    }
  }

  public void createPartitions(String database, String collection, String... partitions) {
    createPartitions(database, collection, List.of(partitions));
  }

  public void createPartitions(String database, String collection, List<String> partitions) {
    synchronized (catalog) {
      StoredCollection target = catalog.collection(database, collection);
      partitions.forEach(partition -> catalog.createPartition(target, partition));
    }
  }

  /** Removes partitions without a call, loaded or not. */
  public void dropPartitions(String database, String collection, String... partitions) {
    synchronized (catalog) {
      StoredCollection target = catalog.collection(database, collection);
      List.of(partitions).forEach(target::remove);
    }
  }

  /** Loads these partitions, or the whole collection if none is given. */
  public void load(String database, String collection, String... partitions) {
    synchronized (catalog) {
      StoredCollection target = catalog.collection(database, collection);
      if (partitions.length == 0) {
        target.load();
      }
      catalog.partitions(target, List.of(partitions)).forEach(partition -> partition.load(100));
    }
  }

  /** Sets a partition to loading, with this progress: 0 to 99 percent. */
  public void loading(String database, String collection, String partition, int percent) {
    synchronized (catalog) {
      catalog.partition(catalog.collection(database, collection), partition).load(percent);
    }
  }

  /**
   * Hides the database from list calls until {@link #heal()}, as for a user with restricted
   * privileges. Calls with its name work as before.
   */
  public void hideDatabase(String database) {
    synchronized (catalog) {
      catalog.hide(database);
    }
  }

  /** As {@link #hideDatabase}. */
  public void hideCollection(String database, String collection) {
    synchronized (catalog) {
      catalog.collection(database, collection).hide();
    }
  }

  /** As {@link #hideDatabase}. */
  public void hidePartitions(String database, String collection, String... partitions) {
    synchronized (catalog) {
      catalog.collection(database, collection).hide(List.of(partitions));
    }
  }

  public void rows(String database, String collection, String partition, long rows) {
    synchronized (catalog) {
      catalog.partition(catalog.collection(database, collection), partition).setRows(rows);
    }
  }

  /**
   * Replaces the rows of a partition; each is JSON, such as {@code
   * {"id":1,"created_at":1767225600}}.
   */
  public void content(String database, String collection, String partition, String... rows) {
    List<JsonNode> content =
        Stream.of(rows).map(row -> (JsonNode) JsonMapper.shared().readTree(row)).toList();
    synchronized (catalog) {
      catalog.partition(catalog.collection(database, collection), partition).setContent(content);
    }
  }

  /** The Date header of all answers follows this clock; before, the real one. */
  public void clock(Clock clock) {
    dates.follow(clock);
  }

  /** Answers have no Date header from now on. */
  public void withoutDate() {
    dates.omit();
  }

  /** The names of all partitions, sorted, {@code _default} included. */
  public List<String> partitions(String database, String collection) {
    synchronized (catalog) {
      return catalog.collection(database, collection).partitions().stream()
          .map(partition -> partition.name)
          .sorted()
          .toList();
    }
  }

  /** The names of the partitions that are loaded or loading, sorted. */
  public List<String> loaded(String database, String collection) {
    synchronized (catalog) {
      return catalog.collection(database, collection).partitions().stream()
          .filter(StoredPartition::isLoaded)
          .map(partition -> partition.name)
          .sorted()
          .toList();
    }
  }

  public long collectionId(String database, String collection) {
    synchronized (catalog) {
      return catalog.collection(database, collection).id;
    }
  }

  /** An immutable copy of all calls so far, in the order of arrival. */
  public List<Call> calls() {
    return log.all();
  }

  public List<Call> callsTo(String route) {
    return calls().stream().filter(call -> call.route().equals(route)).toList();
  }

  /** The calls of routes that change something. */
  public List<Call> mutations() {
    return calls().stream().filter(Call::isMutation).toList();
  }

  public void clearCalls() {
    log.clear();
  }

  /** A fault for calls of this route, for example {@code partitions/drop}. */
  public When on(String route) {
    return When.route(faults::add, route);
  }

  /** A fault for calls of every route. */
  public When onEvery() {
    return When.route(faults::add, null);
  }

  /** Removes all faults, shows hidden names, and releases hanging calls. */
  public void heal() {
    faults.clear();
    synchronized (catalog) {
      catalog.showAll();
    }
    gate.open();
  }

  /** Restores the initial state: no faults, no calls, the collections of the seed with new ids. */
  public void reset() {
    heal();
    log.clear();
    synchronized (catalog) {
      catalog.clear();
      seed.accept(this);
    }
  }

  /**
   * Closes hanging connections and stops the server. Rethrows the exception of a hook, so that an
   * assertion in a hook is not lost.
   */
  @Override
  public void close() {
    gate.close();
    http.stop(0);
    threads.shutdownNow();
    Throwable failure = endpoint.failure();
    if (failure != null) {
      throw new IllegalStateException("a call made the sandbox or a hook fail", failure);
    }
  }

  private static HttpServer listen(int port, @Nullable SSLContext tls) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      if (tls == null) {
        return HttpServer.create(address, 0);
      }
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      return https;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the sandbox cannot listen on 127.0.0.1:%d; choose another port".formatted(port), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    return thread;
  }
}
