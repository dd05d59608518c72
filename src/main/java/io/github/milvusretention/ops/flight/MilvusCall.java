package io.github.milvusretention.ops.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * One call to a cluster, from its sending to its classified answer. Names of collections and
 * partitions are not in it: recordings are passed on to others.
 */
@Name(MilvusCall.NAME)
@Label("Milvus Call")
@Description("A call to a cluster, and what its answer meant")
@Category("Milvus Retention")
@StackTrace(false)
final class MilvusCall extends Event {
  static final String NAME = "io.github.milvusretention.MilvusCall";

  @Label("Cluster")
  @Description("Its name in the rules")
  final String cluster;

  @Label("Route")
  final String route;

  @Label("Outcome")
  @Description("What the answer meant")
  String outcome = "";

  MilvusCall(String cluster, String route) {
    this.cluster = cluster;
    this.route = route;
  }
}
