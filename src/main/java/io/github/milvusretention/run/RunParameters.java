package io.github.milvusretention.run;

import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.period.AsOf;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * A run as Spring Batch's job parameters and back. Only policy, as-of and attempt identify; the
 * as-of is text, since date parameters lost their milliseconds in the database and made every
 * restart a new instance (spring-batch#1060).
 *
 * @param accept the digest of the plan that a person accepted although a guard refused it; null if
 *     nobody did
 * @param guards what guards said to that person, with a digest of each; null if that is not known,
 *     so that it is any
 * @param due the moment from which its window counts: when it was to fire, or when a person started
 *     it
 * @param countRows whether a plan asks how many rows the expired partitions have
 */
public record RunParameters(
    RunKey run,
    RunOrigin origin,
    @Nullable String accept,
    @Nullable String guards,
    boolean countRows,
    Instant due,
    Lease lease) {
  /** The name of the Spring Batch job. */
  public static final String JOB = "partitionRetention";

  /** No guard has that name. An empty text may come back as null. */
  private static final String NO_GUARD = "none";

  public static JobParameters identifying(RunKey run) {
    return builder(run).toJobParameters();
  }

  private static JobParametersBuilder builder(RunKey run) {
    return new JobParametersBuilder()
        .addString("policy", run.policy())
        .addString("asOf", run.asOf().toString())
        .addLong("attempt", (long) run.attempt());
  }

  public JobParameters toJobParameters() {
    JobParametersBuilder builder =
        builder(run)
            .addString("trigger", origin.trigger().toString(), false)
            .addString("requestedBy", origin.requestedBy(), false)
            .addString("reason", origin.reason(), false)
            .addString("due", due.toString(), false)
            .addString("leaseOwner", lease.owner(), false)
            .addLong("leaseFence", lease.fence(), false);
    if (accept != null) {
      builder.addString("accept", accept, false);
    }
    if (guards != null) {
      builder.addString("guards", guards.isEmpty() ? NO_GUARD : guards, false);
    }
    if (origin.watched()) {
      builder.addString("watched", "true", false);
    }
    if (!countRows) {
      builder.addString("countRows", "false", false);
    }
    return builder.toJobParameters();
  }

  public static RunParameters of(JobParameters parameters) {
    RunKey run =
        new RunKey(
            text(parameters, "policy"),
            AsOf.parse(text(parameters, "asOf")),
            Math.toIntExact(number(parameters, "attempt")));
    return new RunParameters(
        run,
        new RunOrigin(
            Trigger.of(text(parameters, "trigger")),
            text(parameters, "requestedBy"),
            text(parameters, "reason"),
            "true".equals(parameters.getString("watched"))),
        parameters.getString("accept"),
        guards(parameters),
        !"false".equals(parameters.getString("countRows")),
        due(parameters),
        new Lease(run.policy(), text(parameters, "leaseOwner"), number(parameters, "leaseFence")));
  }

  private static @Nullable String guards(JobParameters parameters) {
    String guards = parameters.getString("guards");
    return NO_GUARD.equals(guards) ? "" : guards;
  }

  /** Runs of earlier versions have none, and no window: any time that is over will do. */
  private static Instant due(JobParameters parameters) {
    String due = text(parameters, "due");
    return due.isEmpty() ? Instant.EPOCH : Instant.parse(due);
  }

  private static String text(JobParameters parameters, String name) {
    // Nothing is stored as null by some databases and as "" by others.
    return Objects.requireNonNullElse(parameters.getString(name), "");
  }

  private static long number(JobParameters parameters, String name) {
    return Objects.requireNonNull(parameters.getLong(name), name);
  }
}
