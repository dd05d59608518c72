package io.github.milvusretention.console.api.operations;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.console.audit.AuditQuery;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.rules.console.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** All that programs may ask for. By this list each request is checked, and OpenAPI is written. */
public final class Operations {
  private static final Values TEXT = new Values.Text();
  private static final Values AS_OF =
      new Values.Form(
          "asOf",
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2})?",
          "a date such as 2026-11-24, or an hour such as 2026-11-24T03");
  private static final Values DATE =
      new Values.Form("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-11-24");
  private static final Values DIGEST =
      new Values.Form(
          "digest", "sha256:[0-9a-f]{64}", "the digest of a plan: sha256: and 64 hex digits");

  private static final Values GUARDS =
      new Values.Form(
          "guards",
          "([a-z-]+=[0-9a-f~]+(,[a-z-]+=[0-9a-f~]+)*)?",
          "what the plan has beneath guards, which tells their figures too; empty if none"
              + " refuses it");

  public static final String ROOT = "/api/v1";

  private static final int MOST_RUNS = 500;
  private static final int MOST_ACTS = 1000;

  private static final Parameter POLICY = Parameter.of("policy", TEXT, "The name of a policy.");

  private static final Parameter REASON =
      Parameter.of("reason", TEXT, "Why, in the words of whoever asks; kept with it.");

  private static final Values ACT =
      new Values.OneOf(Stream.of(Act.values()).map(AuditQuery::text).toList());
  private static final Values OFFSET = new Values.Number(0, 999_999_999, 0);
  private static final String LIMIT = "How many to list at most.";

  public static final List<Operation> ALL =
      List.of(
          Operation.get("/policies", "policies", "Each policy, when it fires, and its last run."),
          Operation.get(
              "/runs",
              "runs",
              "The executions of runs, newest first, as the command runs lists them.",
              Parameter.of("policy", TEXT, "Only the runs of this policy."),
              Parameter.of("limit", new Values.Number(1, MOST_RUNS, 20), LIMIT),
              Parameter.of("offset", OFFSET, "How many of the newest to leave out.")),
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
              Parameter.of("asOf", AS_OF, "Decide as of this date or hour. Default: now."),
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
                      TEXT,
                      "Compare with edited rules: a key of the policy and another value, such as"
                          + " keep=P6M. Not a key that says where partitions are looked for.")
                  .severalTimes()),
          Operation.get(
              "/why",
              "why",
              "All that is known of the partitions of one name, as the command why tells it. Asks"
                  + " the clusters.",
              Parameter.of("partition", TEXT, "The exact name of the partition.").mustBeGiven(),
              Parameter.of(
                  "policy",
                  TEXT,
                  "Only what concerns this policy, which may be gone from the rules."),
              Parameter.of("database", TEXT, "Only in this database."),
              Parameter.of("collection", TEXT, "Only in this collection.")),
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
          Operation.get(
              "/audit",
              "audit",
              "Who did what, newest first, as the page of the audit shows it.",
              Parameter.of("who", TEXT, "A part of the name or the address."),
              Parameter.of("act", ACT, "Only these acts."),
              Parameter.of(
                  "q", TEXT, "A part of what was acted on, the policy, digest, reason or outcome."),
              Parameter.of("since", DATE, "The first day, in UTC."),
              Parameter.of("until", DATE, "The last day, in UTC."),
              Parameter.of("limit", new Values.Number(1, MOST_ACTS, 100), LIMIT),
              Parameter.of("offset", OFFSET, "How many of the newest to leave out.")),
          Operation.post(
              "/runs",
              Role.OPERATOR,
              "runs#/items",
              HttpStatus.ACCEPTED,
              "Runs a policy now, as the command run does. Answered once it has begun.",
              POLICY.mustBeGiven(),
              Parameter.of("asOf", AS_OF, "Decide as of this date or hour. Default: now."),
              Parameter.of(
                  "again",
                  new Values.Flag(false),
                  "Whether to run again, as a new attempt, if the run of this as-of is finished."),
              Parameter.of(
                  "countRows",
                  new Values.Flag(true),
                  "Whether to ask how many rows the expired partitions have."),
              REASON),
          Operation.post(
              "/runs/{id}/rerun",
              Role.OPERATOR,
              "runs#/items",
              HttpStatus.ACCEPTED,
              "Continues a failed or stopped run, as the command rerun does. Answered once it has"
                  + " begun.",
              REASON),
          Operation.post(
              "/runs/{id}/stop",
              Role.OPERATOR,
              "stop",
              HttpStatus.ACCEPTED,
              "Asks a run, in any process, to stop after the partition in hand.",
              REASON),
          Operation.post(
              "/runs/{id}/accept",
              Role.APPROVER,
              "runs#/items",
              HttpStatus.ACCEPTED,
              "Accepts exactly one plan of a run, which somebody else has started, and continues"
                  + " the run by it. Answered once it has begun.",
              Parameter.of("digest", DIGEST, "That of the plan, as it was shown.").mustBeGiven(),
              Parameter.of(
                      "guards",
                      GUARDS,
                      "What guards say of the plan, as it was shown: the text that it has beneath"
                          + " guards; empty if none refuses it.")
                  .mustBeGiven(),
              Parameter.of(
                      "partitions",
                      new Values.Number(0, 999_999_999, null),
                      "How many partitions the plan lets go.")
                  .mustBeGiven(),
              REASON.mustBeGiven()),
          Operation.post(
              "/holds",
              Role.OPERATOR,
              "hold",
              HttpStatus.CREATED,
              "Places a hold on the partitions for which all that is given holds, as the command"
                  + " hold add does.",
              Parameter.of(
                  "kind",
                  new Values.OneOf(List.of("hold", "legal")),
                  "A legal hold does not expire, and is lifted only with a reason and by somebody"
                      + " else. Default: hold."),
              Parameter.of("policy", TEXT, "The policies it is for, a name or glob."),
              Parameter.of("cluster", TEXT, "The clusters, by their names in the rules."),
              Parameter.of("database", TEXT, "The databases."),
              Parameter.of("collection", TEXT, "The collections."),
              Parameter.of("partition", TEXT, "The partitions."),
              Parameter.of(
                  "from", DATE, "Periods that are on or after this day, at least in part."),
              Parameter.of("to", DATE, "Periods that are on or before this day, at least in part."),
              Parameter.of(
                  "owner",
                  TEXT,
                  "The person or team who wants it. Default: the program that places it."),
              Parameter.of("reason", TEXT, "Why the partitions must stay; every plan shows it.")
                  .mustBeGiven(),
              Parameter.of(
                  "expires",
                  DATE,
                  "The last day on which it counts, in UTC. Default: it does not expire.")),
          Operation.post(
              "/holds/{id}/lift",
              Role.OPERATOR,
              "hold",
              HttpStatus.OK,
              "Lifts a hold that was placed; it stays on record.",
              REASON),
          Operation.post(
              "/restore",
              Role.OPERATOR,
              "restore",
              HttpStatus.ACCEPTED,
              "Loads a partition again that a run has released, and places a hold on it first."
                  + " Answered once it has begun; the audit has its end.",
              POLICY.mustBeGiven(),
              Parameter.of("database", TEXT, "Its database.").mustBeGiven(),
              Parameter.of("collection", TEXT, "Its collection.").mustBeGiven(),
              Parameter.of("partition", TEXT, "Its name.").mustBeGiven(),
              REASON),
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
        .filter(each -> PathPatternParser.defaultInstance.parse(each.pattern()).matches(asked))
        .map(Operation::method)
        .toList();
  }
}
