package io.github.milvusretention.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One collection and its partitions. Guarded by the monitor of the {@link Catalog}. */
final class StoredCollection {
  static final String DEFAULT_PARTITION = "_default";

  final long id;
  final String name;
  final CollectionSpec spec;
  private final Map<String, StoredPartition> partitions = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private boolean listed = true;

  /** The whole collection is loaded, so that new partitions are loaded immediately. */
  private boolean loadsNewPartitions;

  StoredCollection(long id, String name, CollectionSpec spec) {
    this.id = id;
    this.name = name;
    this.spec = spec;
  }

  /** Hides it from list calls; calls with its name still work. */
  void hide() {
    listed = false;
  }

  void hide(Collection<String> partitions) {
    hidden.addAll(partitions);
  }

  void showAll() {
    listed = true;
    hidden.clear();
  }

  boolean isListed() {
    return listed;
  }

  List<String> listedPartitions() {
    return partitions.keySet().stream().filter(name -> !hidden.contains(name)).toList();
  }

  Collection<StoredPartition> partitions() {
    return partitions.values();
  }

  @Nullable StoredPartition partition(String name) {
    return partitions.get(name);
  }

  void add(StoredPartition partition) {
    if (loadsNewPartitions) {
      partition.load(100);
    }
    partitions.put(partition.name, partition);
  }

  void remove(String partition) {
    partitions.remove(partition);
  }

  void load() {
    loadsNewPartitions = true;
    partitions().forEach(partition -> partition.load(100));
  }

  void release() {
    release(partitions());
  }

  /** If no partition remains loaded, the whole collection is released. */
  void release(Collection<StoredPartition> named) {
    named.forEach(StoredPartition::release);
    if (!isLoaded()) {
      loadsNewPartitions = false;
    }
  }

  boolean isLoaded() {
    return !loaded().isEmpty();
  }

  /** How many of these are loaded; a name that is missing is not. */
  long loaded(Collection<String> names) {
    return loaded().stream().filter(partition -> names.contains(partition.name)).count();
  }

  /** The average of the loaded partitions, so that one of thirty makes the collection loaded. */
  int progress() {
    return progress(loaded());
  }

  static int progress(List<StoredPartition> loaded) {
    return (int) loaded.stream().mapToInt(StoredPartition::progress).average().orElse(0);
  }

  private List<StoredPartition> loaded() {
    return partitions().stream().filter(StoredPartition::isLoaded).toList();
  }
}
