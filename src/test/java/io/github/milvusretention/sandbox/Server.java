package io.github.milvusretention.sandbox;

import java.util.Optional;

/** The correct server, without faults. */
final class Server {
  private final Version version;
  private final Catalog catalog;
  private final Envelope envelope;
  private final Routes routes;
  private final RequestTimeout timeout;

  Server(Version version, Catalog catalog, Envelope envelope) {
    this.version = version;
    this.catalog = catalog;
    this.envelope = envelope;
    this.routes = new Routes(version, catalog, envelope);
    this.timeout = new RequestTimeout(version);
  }

  Reply answer(String method, Call call, byte[] raw) {
    Optional<Route> route = method.equals("POST") ? routes.find(call.route()) : Optional.empty();
    if (route.isEmpty()) {
      return envelope.notFound();
    }
    if (!call.authorised()) {
      return envelope.unauthenticated();
    }
    try {
      return timeout.expiresImmediately(call) ? envelope.timeout() : apply(route.get(), call, raw);
    } catch (Refused refused) {
      return envelope.error(call, refused.code(), refused.text());
    }
  }

  private Reply apply(Route route, Call call, byte[] raw) {
    route.shape().check(raw, call.body());
    synchronized (catalog) {
      if (!version.listsDatabases()) {
        catalog.checkDatabase(call.database());
      }
      return route.effect().apply(call);
    }
  }
}
