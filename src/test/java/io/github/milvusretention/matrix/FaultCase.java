package io.github.milvusretention.matrix;

import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.When;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault on one route of one server.
 *
 * @param effect whether the call takes effect anyway; only for calls that change something
 */
record FaultCase(
    Server server,
    Route route,
    ServerFault fault,
    boolean effect,
    Frequency frequency,
    Scope scope) {

  /** Every valid combination, in a fixed order. */
  static List<FaultCase> all() {
    List<FaultCase> all = new ArrayList<>();
    for (Route route : Route.values()) {
      for (ServerFault fault : ServerFault.values()) {
        for (boolean effect : new boolean[] {false, true}) {
          for (Frequency frequency : Frequency.values()) {
            for (Scope scope : Scope.values()) {
              for (Server server : Server.values()) {
                FaultCase faultCase = new FaultCase(server, route, fault, effect, frequency, scope);
                if (faultCase.isValid()) {
                  all.add(faultCase);
                }
              }
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private boolean isValid() {
    return route.supports(scope)
        && fault.appliesTo(route)
        && fault.appliesTo(route, effect)
        && (server.listsDatabases() || route != Route.DATABASES_LIST);
  }

  /** Route, fault and effect; the subset in the suite contains each combination of these. */
  String key() {
    return route + " " + fault + (effect ? " AFTER_ITS_EFFECT" : "");
  }

  void inject(Sandbox sandbox, CollectionsFixture fixture) {
    When calls = sandbox.on(route.path());
    if (scope == Scope.COLLECTION) {
      calls = calls.onCollection(fixture.alpha());
    } else if (scope == Scope.PARTITION) {
      calls = calls.onCollection(fixture.alpha()).forPartition(fixture.victim());
    }
    frequency.of(calls).react(fault.reaction(effect));
    if (route == Route.COLLECTIONS_GET_LOAD_STATE) {
      // The load state is read only if the outcome of a release is unknown.
      sandbox.on(Route.PARTITIONS_RELEASE.path()).react(ServerFault.TIMEOUT.reaction(true));
    }
  }

  /**
   * Whether the plan may lack expired partitions unnoticed: a partition that no earlier run has
   * seen may be missing from a list.
   */
  boolean mayShortenPlan() {
    boolean noticed = fault == ServerFault.EMPTY_LIST && route == Route.PARTITIONS_LIST;
    return fault.is(ServerFault.Kind.FALSE_ANSWER) && route.lists() && !noticed;
  }

  @Override
  public String toString() {
    return server + " " + key() + " " + frequency + " " + scope;
  }
}
