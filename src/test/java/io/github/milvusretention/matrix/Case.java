package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.When;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that goes wrong with one route of one server.
 *
 * @param effect whether the call takes effect all the same; only of changes
 */
record Case(
    Server server, Route route, Mischief mischief, boolean effect, Times times, Narrow narrow) {

  /** Every combination there is, in a fixed order. */
  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (Route route : Route.values()) {
      for (Mischief mischief : Mischief.values()) {
        for (boolean effect : new boolean[] {false, true}) {
          for (Times times : Times.values()) {
            for (Narrow narrow : Narrow.values()) {
              for (Server server : Server.values()) {
                Case one = new Case(server, route, mischief, effect, times, narrow);
                if (one.exists()) {
                  all.add(one);
                }
              }
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private boolean exists() {
    return route.narrowsTo(narrow)
        && mischief.fits(route)
        && mischief.fits(route, effect)
        && (server.listsDatabases() || route != Route.DATABASES_LIST);
  }

  /** Route, mischief and effect: what the subset in the suite must hold at least once. */
  String essence() {
    return route + " " + mischief + (effect ? " AFTER_ITS_EFFECT" : "");
  }

  void breakIt(Sandbox sandbox, Scene scene) {
    When calls = sandbox.on(route.path());
    if (narrow == Narrow.COLLECTION) {
      calls = calls.onCollection(scene.alpha());
    } else if (narrow == Narrow.PARTITION) {
      calls = calls.onCollection(scene.alpha()).forPartition(scene.victim());
    }
    times.of(calls).react(mischief.reaction(effect));
    if (route == Route.COLLECTIONS_GET_LOAD_STATE) {
      // It is asked only where a release left it open whether it happened.
      sandbox.on(Route.PARTITIONS_RELEASE.path()).react(Mischief.TIMEOUT.reaction(true));
    }
  }

  /**
   * Whether the plan may come to hold less than is expired, without anybody's knowing: of what no
   * run before it has seen, a list may keep silent.
   */
  boolean mayShortenThePlan() {
    boolean noticed = mischief == Mischief.EMPTY_LIST && route == Route.PARTITIONS_LIST;
    return mischief.is(Mischief.Kind.LIE) && route.lists() && !noticed;
  }

  @Override
  public String toString() {
    return server + " " + essence() + " " + times + " " + narrow;
  }
}
