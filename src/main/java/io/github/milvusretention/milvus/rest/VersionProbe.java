package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.ServerVersion;
import io.github.milvusretention.milvus.rest.call.Call;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds out the version of the server. REST v2 reports it only in releases after 3.0; for older
 * ones it is inferred from the available routes and the form of their answers. A failed call leaves
 * the range wider.
 */
final class VersionProbe {
  private static final String FIRST_WITH_REST_V2 = "2.3.13";
  private static final String FIRST_WITH_DATABASES = "2.4.18";
  private static final Pattern NUMBER = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+(?:-\\w+)?).*");

  private final Function<Call, Reply> read;

  /**
   * @param read returns a successful reply, or throws {@link MilvusException}
   */
  VersionProbe(Function<Call, Reply> read) {
    this.read = read;
  }

  ServerVersion version(String database) {
    return reported().orElseGet(() -> inferred(database));
  }

  private Optional<ServerVersion> reported() {
    return tryRead(Call.aboutServer(Routes.VERSION))
        .map(reply -> NUMBER.matcher(reply.data().path("version").asString("")))
        .filter(Matcher::matches)
        .map(matcher -> ServerVersion.exactly(matcher.group(1)));
  }

  private ServerVersion inferred(String database) {
    Optional<Boolean> listsDatabases = has(Call.aboutServer(Routes.DATABASES));
    String from = listsDatabases.orElse(false) ? FIRST_WITH_DATABASES : FIRST_WITH_REST_V2;
    String below = listsDatabases.orElse(true) ? null : FIRST_WITH_DATABASES;
    Optional<Reply> collections = collections(database);
    if (collections.isEmpty()) {
      return ServerVersion.between(from, below);
    }
    if (below != null) {
      return Objects.equals(collections.get().answer().code(), 200)
          ? ServerVersion.between(from, "2.4.3")
          : ServerVersion.between("2.4.3", below);
    }
    return narrowed(database, collections.get().data().path(0).asString(""), from);
  }

  /** Every REST v2 has that route, whatever the version. */
  private Optional<Reply> collections(String database) {
    Call call = Call.aboutDatabase(Routes.COLLECTIONS, database);
    try {
      return Optional.of(read.apply(call));
    } catch (MilvusException e) {
      if (e.outcome() == Outcome.NO_SUCH_ROUTE) {
        throw new MilvusException(
            "no REST v2 here, which Milvus has since " + FIRST_WITH_REST_V2 + "; " + e.getMessage(),
            e.answer());
      }
      rethrowIfUnusable(e);
      return Optional.empty();
    }
  }

  /** Narrows the range by the keys in a {@code collections/describe} answer. */
  private ServerVersion narrowed(String database, String collection, String from) {
    Optional<Reply> described =
        collection.isBlank()
            ? Optional.empty()
            : tryRead(Call.aboutCollection(Routes.DESCRIBE, database, collection));
    if (described.isEmpty()) {
      return ServerVersion.between(from, null);
    }
    JsonNode about = described.get().data();
    if (about.has("externalSource")) {
      return ServerVersion.between("3.0.0", null);
    }
    return about.has("functions")
        ? ServerVersion.between("2.5.0", "3.0.0")
        : ServerVersion.between(from, "2.5.0");
  }

  /** Whether the server has this route; empty if its answer does not show it. */
  private Optional<Boolean> has(Call call) {
    try {
      return Optional.of(read.apply(call).answer().success());
    } catch (MilvusException e) {
      rethrowIfUnusable(e);
      return e.outcome() == Outcome.NO_SUCH_ROUTE ? Optional.of(false) : Optional.empty();
    }
  }

  private Optional<Reply> tryRead(Call call) {
    try {
      return Optional.of(read.apply(call));
    } catch (MilvusException e) {
      rethrowIfUnusable(e);
      return Optional.empty();
    }
  }

  private static void rethrowIfUnusable(MilvusException e) {
    if (e.outcome().clusterUnusable() || e.outcome().connectionFailed()) {
      throw e;
    }
  }
}
