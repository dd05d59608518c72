package io.github.milvusretention.console.api.operations;

import io.github.milvusretention.ledger.State;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** All that programs may ask for. By this list each request is checked, and OpenAPI is written. */
public final class Operations {
  public static final String ROOT = "/api/v1";

  public static final int MOST_RUNS = 500;

  private static final Parameter POLICY =
      Parameter.of("policy", Values.TEXT, "The name of a policy.");

  public static final List<Operation> ALL =
      List.of(
          Operation.get("/policies", "policies", "Each policy, when it fires, and its last run."),
          Operation.get(
              "/runs",
              "runs",
              "The executions of runs, newest first, as the command runs lists them.",
              Parameter.of("policy", Values.TEXT, "Only the runs of this policy."),
              Parameter.of(
                  "limit", new Values.Number(1, MOST_RUNS, 20), "How many to list at most."),
              Parameter.of(
                  "offset",
                  new Values.Number(0, 999_999_999, 0),
                  "How many of the newest to leave out.")),
          Operation.get(
              "/runs/{id}",
              "show",
              "What one execution did, as the command show tells it.",
              Parameter.of(
                      "state",
                      Values.OneOf.of(State.values()),
                      "Only the partitions that it left in this state, or these.")
                  .severalTimes()),
          Operation.get(
              "/plan",
              "plan",
              "A dry run of one policy, as the command plan tells it. Asks the cluster.",
              POLICY.mustBeGiven(),
              Parameter.of("asOf", Values.AS_OF, "Decide as of this date or hour. Default: now."),
              Parameter.of(
                  "rows",
                  new Values.Flag(true),
                  "Whether to ask how many rows the expired partitions have.")),
          Operation.get(
              "/forecast",
              "forecast",
              "What the coming runs of one policy will drop, as the command forecast tells it. Asks"
                  + " the cluster.",
              POLICY.mustBeGiven(),
              Parameter.of("days", new Values.Number(1, 3660, 90), "How many days to look ahead."),
              Parameter.of(
                      "asIf",
                      Values.TEXT,
                      "Compare with edited rules: a key of the policy and another value, such as"
                          + " keep=P6M.")
                  .severalTimes()),
          Operation.get(
              "/why",
              "why",
              "All that is known of the partitions of one name, as the command why tells it. Asks"
                  + " the clusters.",
              Parameter.of("partition", Values.TEXT, "The exact name of the partition.")
                  .mustBeGiven(),
              Parameter.of(
                  "policy",
                  Values.TEXT,
                  "Only what concerns this policy, which may be gone from the rules."),
              Parameter.of("database", Values.TEXT, "Only in this database."),
              Parameter.of("collection", Values.TEXT, "Only in this collection.")),
          Operation.get(
              "/holds",
              "hold-list",
              "The holds of the rules file and those that were placed.",
              Parameter.of(
                  "all",
                  new Values.Flag(false),
                  "Those too that were lifted: by whom, when and why.")),
          Operation.get(
              "/check",
              "check",
              "Whether a run would find all that it needs, as the command check tells it. Asks the"
                  + " clusters."),
          Operation.get("/openapi.json", null, "This description."),
          Operation.get("/schemas/{name}", null, "A schema that this description refers to."));

  private Operations() {}

  /**
   * @param pattern as it is mapped
   */
  public static Optional<Operation> find(HttpMethod method, String pattern) {
    // Whoever may GET may ask for the headers alone.
    HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return ALL.stream()
        .filter(each -> each.method().equals(wanted) && each.pattern().equals(pattern))
        .findFirst();
  }

  /** What a path may be asked for; empty if there is no such path. */
  public static List<HttpMethod> methodsAt(String path) {
    PathContainer asked = PathContainer.parsePath(path);
    return ALL.stream()
        .filter(
            each ->
                PathPatternParser.defaultInstance.parse(each.pattern()).matches(asked))
        .map(Operation::method)
        .toList();
  }
}
