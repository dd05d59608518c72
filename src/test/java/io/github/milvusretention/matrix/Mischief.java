package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What goes wrong with a call. Of a change each is played twice, without the effect and after it:
 * the answer alone never tells.
 */
enum Mischief {
  RESET(Kind.PASSING, Reaction.reset()),
  TIMEOUT(Kind.PASSING, Reaction.timeout()),
  HANG(Kind.PASSING, Reaction.hang()),
  TRUNCATED(Kind.PASSING, Reaction.truncated()),
  EMPTY_BODY(Kind.PASSING, Reaction.emptyBody()),
  WRONG_JSON(Kind.PASSING, Reaction.answer(Reply.json(200, "{\"code\":0,\"data\":{\"has\""))),
  NO_DATA(Kind.PASSING, Reaction.answer(Reply.json(200, "{\"code\":0}"))),
  INTERNAL_ERROR(Kind.PASSING, Reaction.internalError()),
  BAD_GATEWAY(Kind.PASSING, Reaction.badGateway()),
  UNAVAILABLE(Kind.PASSING, Reaction.unavailable()),
  THROTTLED(Kind.REQUEST_TO_WAIT, Reaction.throttled()),
  QUEUE_FULL(Kind.REQUEST_TO_WAIT, Reaction.queueFull()),
  TOO_MANY(Kind.REQUEST_TO_WAIT, Reaction.tooMany(Duration.ofSeconds(7))),
  NOT_READY(Kind.REQUEST_TO_WAIT, Reaction.notReady()),
  COME_BACK_TOMORROW(Kind.REQUEST_TO_WAIT_LONG, Reaction.tooMany(Duration.ofDays(1))),
  LOADED(Kind.REFUSAL, Reaction.loaded()),
  REJECTED(Kind.REFUSAL, Reaction.error(65535, "no disk left")),
  PARTITION_GONE(Kind.REFUSAL, Reaction.error(200, "partition not found[partition=x]")),
  COLLECTION_GONE(Kind.LIE, Reaction.error(100, "collection not found[collection=x]")),
  DATABASE_GONE(Kind.LIE, Reaction.error(800, "database not found[database=x]")),
  FORBIDDEN(Kind.REFUSAL, Reaction.forbidden("PrivilegeAll")),
  DENIED(Kind.REFUSAL_TO_ALL, Reaction.denied()),
  UNAUTHENTICATED(Kind.REFUSAL_TO_ALL, Reaction.unauthenticated()),
  /** A success, with data of another type than the route's. */
  WRONG_DATA(Kind.PASSING, Reaction.data("\"x\""), route -> !route.changes()),
  HALF_A_LIST(Kind.LIE, Reaction.shortened(), Route::lists),
  EMPTY_LIST(Kind.LIE, Reaction.data("[]"), Route::lists),
  HAS_NOT(Kind.LIE, Reaction.data("{\"has\":false}"), Route.PARTITIONS_HAS::equals),
  HAS_STILL(Kind.LIE, Reaction.data("{\"has\":true}"), Route.PARTITIONS_HAS::equals),
  NOT_LOADED(
      Kind.LIE,
      Reaction.data("{\"loadState\":\"LoadStateNotLoad\"}"),
      Route.COLLECTIONS_GET_LOAD_STATE::equals),
  /** Success answered, nothing done. */
  LOST(Kind.LIE, Reaction.lostEffect(), Route::changes);

  enum Kind {
    /** By its nature it may pass by itself. */
    PASSING,
    /** May pass too; but where several partitions wait in vain, the run is not to go on. */
    REQUEST_TO_WAIT,
    /** The same, for longer than anybody waits in a night. */
    REQUEST_TO_WAIT_LONG,
    REFUSAL,
    /** Said to one, meant for all: the run stops. */
    REFUSAL_TO_ALL,
    /** A plain answer that is not true. */
    LIE
  }

  private final Kind kind;
  private final Reaction reaction;
  private final Predicate<Route> fits;

  Mischief(Kind kind, Reaction reaction) {
    this(kind, reaction, route -> true);
  }

  Mischief(Kind kind, Reaction reaction, Predicate<Route> fits) {
    this.kind = kind;
    this.reaction = reaction;
    this.fits = fits;
  }

  /** Whether a single one is never worth a failed night. */
  boolean passes() {
    return kind == Kind.PASSING || kind == Kind.REQUEST_TO_WAIT;
  }

  /** Whether the run may stop for all when it meets this for so many. */
  boolean stopsAll(Narrow narrow) {
    return switch (kind) {
      case REFUSAL_TO_ALL -> true;
      case REQUEST_TO_WAIT, REQUEST_TO_WAIT_LONG -> narrow != Narrow.PARTITION;
      default -> false;
    };
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean fits(Route route) {
    return fits.test(route);
  }

  /** Whether it can be had without the effect, and after it. */
  boolean fits(Route route, boolean effect) {
    if (!route.changes()) {
      return !effect;
    }
    return effect ? this != LOST : this != TRUNCATED;
  }

  Reaction reaction(boolean effect) {
    return effect ? reaction.afterEffect() : reaction;
  }
}
