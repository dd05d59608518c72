package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A fault of one call. A call that changes something is tested twice, without and with its effect,
 * because the answer does not show which.
 */
enum ServerFault {
  RESET(Kind.TRANSIENT, Reaction.reset()),
  TIMEOUT(Kind.TRANSIENT, Reaction.timeout()),
  HANG(Kind.TRANSIENT, Reaction.hang()),
  TRUNCATED(Kind.TRANSIENT, Reaction.truncated()),
  EMPTY_BODY(Kind.TRANSIENT, Reaction.emptyBody()),
  WRONG_JSON(Kind.TRANSIENT, Reaction.answer(Reply.json(200, "{\"code\":0,\"data\":{\"has\""))),
  NO_DATA(Kind.TRANSIENT, Reaction.answer(Reply.json(200, "{\"code\":0}"))),
  INTERNAL_ERROR(Kind.TRANSIENT, Reaction.internalError()),
  BAD_GATEWAY(Kind.TRANSIENT, Reaction.badGateway()),
  UNAVAILABLE(Kind.TRANSIENT, Reaction.unavailable()),
  THROTTLED(Kind.RETRY_LATER, Reaction.throttled()),
  QUEUE_FULL(Kind.RETRY_LATER, Reaction.queueFull()),
  TOO_MANY(Kind.RETRY_LATER, Reaction.tooMany(Duration.ofSeconds(7))),
  NOT_READY(Kind.RETRY_LATER, Reaction.notReady()),
  RETRY_IN_ONE_DAY(Kind.RETRY_MUCH_LATER, Reaction.tooMany(Duration.ofDays(1))),
  LOADED(Kind.REFUSAL, Reaction.loaded()),
  REJECTED(Kind.REFUSAL, Reaction.error(65535, "no disk left")),
  PARTITION_GONE(Kind.REFUSAL, Reaction.error(200, "partition not found[partition=x]")),
  COLLECTION_GONE(Kind.FALSE_ANSWER, Reaction.error(100, "collection not found[collection=x]")),
  DATABASE_GONE(Kind.FALSE_ANSWER, Reaction.error(800, "database not found[database=x]")),
  FORBIDDEN(Kind.REFUSAL, Reaction.forbidden("All")),
  DENIED(Kind.REFUSAL_OF_ALL, Reaction.denied()),
  UNAUTHENTICATED(Kind.REFUSAL_OF_ALL, Reaction.unauthenticated()),
  /** A success with data of the wrong type. */
  WRONG_DATA(Kind.TRANSIENT, Reaction.data("\"x\""), route -> !route.changes()),
  HALF_LIST(Kind.FALSE_ANSWER, Reaction.shortened(), Route::lists),
  EMPTY_LIST(Kind.FALSE_ANSWER, Reaction.data("[]"), Route::lists),
  HAS_FALSE(Kind.FALSE_ANSWER, Reaction.data("{\"has\":false}"), Route.PARTITIONS_HAS::equals),
  HAS_TRUE(Kind.FALSE_ANSWER, Reaction.data("{\"has\":true}"), Route.PARTITIONS_HAS::equals),
  NOT_LOADED(
      Kind.FALSE_ANSWER,
      Reaction.data("{\"loadState\":\"LoadStateNotLoad\"}"),
      Route.COLLECTIONS_GET_LOAD_STATE::equals),
  /** A success without the effect. */
  NO_EFFECT(Kind.FALSE_ANSWER, Reaction.lostEffect(), Route::changes);

  enum Kind {
    /** May be temporary. */
    TRANSIENT,
    /** May be temporary, but the run stops if several partitions wait without success. */
    RETRY_LATER,
    /** The same, but for longer than the retry budget. */
    RETRY_MUCH_LATER,
    REFUSAL,
    /** Applies to all calls, so the run stops. */
    REFUSAL_OF_ALL,
    /** A valid answer that is false. */
    FALSE_ANSWER
  }

  private final Kind kind;
  private final Reaction reaction;
  private final Predicate<Route> appliesTo;

  ServerFault(Kind kind, Reaction reaction) {
    this(kind, reaction, route -> true);
  }

  ServerFault(Kind kind, Reaction reaction, Predicate<Route> appliesTo) {
    this.kind = kind;
    this.reaction = reaction;
    this.appliesTo = appliesTo;
  }

  /** Whether a single occurrence must not make the run fail. */
  boolean isTransient() {
    return kind == Kind.TRANSIENT || kind == Kind.RETRY_LATER;
  }

  /** Whether the run may stop if calls of this scope meet the fault. */
  boolean stopsAll(Scope scope) {
    return switch (kind) {
      case REFUSAL_OF_ALL -> true;
      case RETRY_LATER, RETRY_MUCH_LATER -> scope != Scope.PARTITION;
      default -> false;
    };
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean appliesTo(Route route) {
    return appliesTo.test(route);
  }

  /** Whether the fault is possible with or without the effect. */
  boolean appliesTo(Route route, boolean effect) {
    if (!route.changes()) {
      return !effect;
    }
    return effect ? this != NO_EFFECT : this != TRUNCATED;
  }

  Reaction reaction(boolean effect) {
    return effect ? reaction.afterEffect() : reaction;
  }
}
