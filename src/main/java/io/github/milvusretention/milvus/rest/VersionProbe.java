package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.ServerVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds out which Milvus answers. REST v2 says it only in releases after 3.0; before, it shows in
 * what a release can do and how it words its answers. What cannot be asked narrows nothing down.
 */
final class VersionProbe {
  private static final String FIRST_WITH_REST_V2 = "2.3.13";
  private static final String LISTS_DATABASES = "2.4.18";
  private static final Pattern NUMBER = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+(?:-\\w+)?).*");

  private final Function<Call, Reply> ask;

  /**
   * @param ask the reply of a success; throws {@link MilvusException} for any other
   */
  VersionProbe(Function<Call, Reply> ask) {
    this.ask = ask;
  }

  ServerVersion version(String database) {
    return told().orElseGet(() -> deduced(database));
  }

  private Optional<ServerVersion> told() {
    return asked(Call.aboutServer(Routes.VERSION))
        .map(reply -> NUMBER.matcher(reply.data().path("version").asString("")))
        .filter(Matcher::matches)
        .map(matcher -> ServerVersion.exactly(matcher.group(1)));
  }

  private ServerVersion deduced(String database) {
    Optional<Boolean> listsDatabases = has(Call.aboutServer(Routes.DATABASES));
    String from = listsDatabases.orElse(false) ? LISTS_DATABASES : FIRST_WITH_REST_V2;
    String below = listsDatabases.orElse(true) ? null : LISTS_DATABASES;
    Optional<Reply> collections = asked(Call.aboutDatabase(Routes.COLLECTIONS, database));
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

  /** By what {@code collections/describe} speaks of. */
  private ServerVersion narrowed(String database, String collection, String from) {
    Optional<Reply> described =
        collection.isBlank()
            ? Optional.empty()
            : asked(Call.aboutCollection(Routes.DESCRIBE, database, collection));
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

  /** Whether the server has this route; empty if its answer does not tell. */
  private Optional<Boolean> has(Call call) {
    try {
      return Optional.of(ask.apply(call).answer().success());
    } catch (MilvusException e) {
      stopIfUnusable(e);
      return e.outcome() == Outcome.NO_SUCH_ROUTE ? Optional.of(false) : Optional.empty();
    }
  }

  private Optional<Reply> asked(Call call) {
    try {
      return Optional.of(ask.apply(call));
    } catch (MilvusException e) {
      stopIfUnusable(e);
      return Optional.empty();
    }
  }

  private static void stopIfUnusable(MilvusException e) {
    if (e.outcome().clusterUnusable()) {
      throw e;
    }
  }
}
