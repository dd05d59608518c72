package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code collections/get_load_state}: first the state of the collection, then the progress of the
 * named partitions. If the second lookup fails, because one of them is not loaded or does not
 * exist, the answer is still a success: Loading, progress -1, and the reason in {@code message}.
 */
final class LoadState implements Route.Effect {
  private static final String NOT_LOADED = "LoadStateNotLoad";
  private static final String LOADING = "LoadStateLoading";
  private static final String LOADED = "LoadStateLoaded";

  private final Catalog catalog;
  private final Envelope envelope;

  LoadState(Catalog catalog, Envelope envelope) {
    this.catalog = catalog;
    this.envelope = envelope;
  }

  static String of(StoredCollection collection) {
    return collection.isLoaded() ? of(collection.progress()) : NOT_LOADED;
  }

  @Override
  public Reply apply(Call call) {
    StoredCollection collection = resolve(call);
    if (!collection.isLoaded()) {
      return envelope.success(Envelope.object().put("loadState", NOT_LOADED));
    }
    List<String> names =
        call.body().path("partitionNames").values().stream().map(JsonNode::stringValue).toList();
    Optional<String> problem =
        names.stream().flatMap(name -> problem(collection, name).stream()).findFirst();
    if (problem.isPresent()) {
      return answer(LOADING, -1, problem.get() + ".");
    }
    int progress =
        names.isEmpty()
            ? collection.progress()
            : StoredCollection.progress(catalog.partitions(collection, names));
    return answer(of(progress), progress, "");
  }

  /** Any failure to find the collection, even a missing database, is code 100 here. */
  private StoredCollection resolve(Call call) {
    try {
      return catalog.collection(call.database(), call.collection());
    } catch (Refused lookup) {
      throw catalog.errors().collectionUnresolved(call.collection());
    }
  }

  private Optional<String> problem(StoredCollection collection, String name) {
    StoredPartition partition = collection.partition(name);
    if (partition == null) {
      return Optional.of(catalog.errors().partitionMissing(name).text());
    }
    return partition.isLoaded()
        ? Optional.empty()
        : Optional.of("partition not loaded[partition=" + partition.id + "]");
  }

  private Reply answer(String state, int progress, String message) {
    return envelope.success(
        Envelope.object().put("loadState", state).put("loadProgress", progress), message);
  }

  private static String of(int progress) {
    return progress >= 100 ? LOADED : LOADING;
  }
}
