package io.github.milvusretention.sandbox;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Selects the calls that a fault answers: every call of a route, unless restricted. Immutable;
 * {@link #react} activates it. The first matching fault, in order of creation, answers a call.
 */
public final class When {
  private final Consumer<Fault> register;
  private final @Nullable String route;
  private final @Nullable String database;
  private final @Nullable String collection;
  private final @Nullable String partition;
  private final int first;
  private final int last;

  private When(
      Consumer<Fault> register,
      @Nullable String route,
      @Nullable String database,
      @Nullable String collection,
      @Nullable String partition,
      int first,
      int last) {
    this.register = register;
    this.route = route;
    this.database = database;
    this.collection = collection;
    this.partition = partition;
    this.first = first;
    this.last = last;
  }

  /** A null route means every route. */
  static When route(Consumer<Fault> register, @Nullable String route) {
    return new When(register, route, null, null, null, 1, Integer.MAX_VALUE);
  }

  public When inDatabase(String name) {
    return new When(register, route, name, collection, partition, first, last);
  }

  public When onCollection(String name) {
    return new When(register, route, database, name, partition, first, last);
  }

  /** Matches also if the call has several partitions. */
  public When forPartition(String name) {
    return new When(register, route, database, collection, name, first, last);
  }

  public When once() {
    return times(1);
  }

  /** Limits the number of calls, counted from {@link #fromCall}. */
  public When times(int count) {
    return new When(register, route, database, collection, partition, first, first + count - 1);
  }

  /** Starts at the n-th matching call, from 1. Call it before {@code once} or {@code times}. */
  public When fromCall(int number) {
    return new When(register, route, database, collection, partition, number, last);
  }

  /** Activates the fault. */
  public Fault react(Reaction reaction) {
    Fault fault = new Fault(this, reaction);
    register.accept(fault);
    return fault;
  }

  boolean matches(Call call) {
    return (route == null || route.equals(call.route()))
        && (database == null || database.equals(call.database()))
        && (collection == null || collection.equals(call.collection()))
        && (partition == null || call.partitions().contains(partition));
  }

  /** Whether the fault answers the n-th matching call. */
  boolean counts(int number) {
    return first <= number && number <= last;
  }
}
