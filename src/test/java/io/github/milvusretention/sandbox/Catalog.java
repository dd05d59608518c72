package io.github.milvusretention.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Databases, collections, aliases and partitions. Not thread-safe: callers must hold its monitor
 * while they read or change it, or any object in it.
 */
final class Catalog {
  static final String DEFAULT_DATABASE = "default";

  private record Database(
      long id, Map<String, StoredCollection> collections, Map<String, String> aliases) {}

  private final Errors errors;
  private final Names names;
  private final int maxPartitions;
  private final Map<String, Database> databases = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();

  /** Above 2^53 like real ids, which a double cannot represent. */
  private long lastId = 450_000_000_000_000_000L;

  Catalog(Version version) {
    this.errors = new Errors(version);
    this.names = new Names(version, errors);
    this.maxPartitions = version.maxPartitions();
    clear();
  }

  Errors errors() {
    return errors;
  }

  Names names() {
    return names;
  }

  /** Resets to the database {@code default} only. Ids are never reused. */
  void clear() {
    databases.clear();
    hidden.clear();
    createDatabase(DEFAULT_DATABASE);
  }

  void createDatabase(String name) {
    databases.putIfAbsent(
        name, new Database(nextId(), new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  void dropDatabase(String name) {
    databases.remove(name);
  }

  /** The names that list calls return. */
  List<String> databases() {
    return databases.keySet().stream().filter(name -> !hidden.contains(name)).toList();
  }

  /** Hides a database from list calls. */
  void hide(String database) {
    hidden.add(database);
  }

  void showAll() {
    hidden.clear();
    databases.values().stream()
        .flatMap(database -> database.collections.values().stream())
        .forEach(StoredCollection::showAll);
  }

  void checkDatabase(String name) {
    database(name);
  }

  long databaseId(String name) {
    return database(name).id;
  }

  /** The names that list calls return. */
  List<String> collections(String database) {
    return database(database).collections.values().stream()
        .filter(StoredCollection::isListed)
        .map(collection -> collection.name)
        .toList();
  }

  /**
   * The collection of this name or behind this alias, or null; refused if the database is missing.
   */
  @Nullable StoredCollection find(String database, String nameOrAlias) {
    Database found = database(database);
    return found.collections.get(found.aliases.getOrDefault(nameOrAlias, nameOrAlias));
  }

  StoredCollection collection(String database, String nameOrAlias) {
    names.checkCollection(nameOrAlias);
    StoredCollection found = find(database, nameOrAlias);
    if (found == null) {
      throw errors.collectionMissing(database, nameOrAlias);
    }
    return found;
  }

  StoredCollection createCollection(String database, String name, CollectionSpec spec) {
    names.checkCollection(name);
    StoredCollection created = new StoredCollection(nextId(), name, spec);
    if (spec.isPartitionKey()) {
      for (int i = 0; i < spec.partitionKeys(); i++) {
        created.add(new StoredPartition(nextId(), StoredCollection.DEFAULT_PARTITION + "_" + i));
      }
    } else {
      created.add(new StoredPartition(nextId(), StoredCollection.DEFAULT_PARTITION));
    }
    database(database).collections.put(name, created);
    return created;
  }

  void dropCollection(String database, String name) {
    Database found = database(database);
    found.collections.remove(name);
    found.aliases.values().removeIf(name::equals);
  }

  void alias(String database, String alias, String collection) {
    StoredCollection target = collection(database, collection);
    database(database).aliases.put(alias, target.name);
  }

  /** Null if the name is not an alias. */
  @Nullable String aliasTarget(String database, String alias) {
    return database(database).aliases.get(alias);
  }

  List<String> aliasesOf(String database, String collection) {
    List<String> aliases = new ArrayList<>();
    database(database)
        .aliases
        .forEach(
            (alias, target) -> {
              if (target.equals(collection)) {
                aliases.add(alias);
              }
            });
    return aliases;
  }

  /** Creating an existing partition changes nothing and succeeds. */
  StoredPartition createPartition(StoredCollection collection, String name) {
    names.checkPartition(name);
    StoredPartition existing = collection.partition(name);
    if (existing != null) {
      return existing;
    }
    int number = collection.partitions().size();
    if (number >= maxPartitions) {
      throw errors.refused(
          "partition number (%d) exceeds max configuration (%d), collection: %s"
              .formatted(number, maxPartitions, collection.name));
    }
    StoredPartition created = new StoredPartition(nextId(), name);
    collection.add(created);
    return created;
  }

  StoredPartition partition(StoredCollection collection, String name) {
    StoredPartition found = collection.partition(name);
    if (found == null) {
      throw errors.partitionMissing(name);
    }
    return found;
  }

  List<StoredPartition> partitions(StoredCollection collection, List<String> names) {
    return names.stream().map(name -> partition(collection, name)).toList();
  }

  /** How many of these are loaded; a name that is missing is not. */
  long loaded(String database, String nameOrAlias, List<String> partitions) {
    Database named = databases.get(database);
    StoredCollection collection = named == null ? null : find(database, nameOrAlias);
    return collection == null ? 0 : collection.loaded(partitions);
  }

  private Database database(String name) {
    Database found = databases.get(name);
    if (found == null) {
      throw errors.databaseMissing(name);
    }
    return found;
  }

  private long nextId() {
    return ++lastId;
  }
}
