package io.github.milvusretention.console.act;

import io.github.milvusretention.console.act.runs.RunStanding;
import io.github.milvusretention.console.act.runs.WhoMayAccept;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.run.RunOrigin;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An act as a page offers it.
 *
 * @param label what the button says
 * @param path the page that asks for confirmation
 * @param off why it cannot be done now; null if it can
 */
public record Offered(String label, String path, @Nullable String off) {
  public boolean on() {
    return off == null;
  }

  /**
   * A run of the policy now, beside its schedule.
   *
   * @param alive whether a run of the policy is in progress
   * @param objection why this process may not act by its rules for the policy; null if it may
   */
  public static Offered runNow(
      String policy, boolean alive, @Nullable String objection, Asking asking) {
    return offered(
        "Run now",
        "/policies/" + policy + "/run",
        asking.objection(Role.OPERATOR),
        objection,
        alive ? "a run of this policy is in progress" : null);
  }

  /** To continue the run of that execution. */
  public static Offered rerun(RunStanding run, Asking asking) {
    return offered(
        "Rerun",
        "/runs/" + run.executionId() + "/rerun",
        asking.objection(Role.OPERATOR),
        gone(run),
        run.objection(),
        inProgress(run),
        run.finished() ? "the run is finished" : null);
  }

  /** To stop that execution after the partition in hand. */
  public static Offered stop(RunStanding run, Asking asking) {
    return offered(
        "Stop",
        "/runs/" + run.executionId() + "/stop",
        asking.objection(Role.OPERATOR),
        run.over() ? "the run is not in progress" : null,
        run.alive() ? null : "its process is dead; a rerun continues it",
        run.stopping() ? "it was asked to stop already" : null);
  }

  /** To accept what a guard refused, or what was kept until a person accepts it. */
  public static Offered accept(RunStanding run, Asking asking) {
    return offered(
        "Accept",
        "/runs/" + run.executionId() + "/accept",
        run.waits() ? null : "no plan of this run waits for a person",
        asking.objection(Role.APPROVER),
        gone(run),
        run.objection(),
        inProgress(run),
        WhoMayAccept.objectionTo(asking.person().requestedBy(), run.starters()).orElse(null));
  }

  /**
   * A new hold.
   *
   * @param form its page, perhaps filled in
   */
  public static Offered hold(String label, String form, Asking asking) {
    return offered(label, form, asking.objection(Role.OPERATOR));
  }

  /**
   * The end of a hold.
   *
   * @param legalOf who placed it, if it is a legal one; null for any other
   * @param objection why this process may not act by its rules; null if it may
   */
  public static Offered lift(
      String hold, @Nullable String legalOf, @Nullable String objection, Asking asking) {
    boolean own =
        legalOf != null
            && RunOrigin.user(legalOf).equals(RunOrigin.user(asking.person().requestedBy()));
    return offered(
        "Lift",
        "/holds/" + hold + "/lift",
        asking.objection(Role.OPERATOR),
        objection,
        own ? "you placed this legal hold; somebody else must lift it" : null);
  }

  /**
   * To load a partition again that a run released.
   *
   * @param form its page, filled in
   * @param objection why this process may not act by its rules; null if it may
   */
  public static Offered restore(
      String label, String form, @Nullable String objection, Asking asking) {
    return offered(label, form, asking.objection(Role.OPERATOR), objection);
  }

  /** The same under another name. */
  public Offered as(String otherLabel) {
    return new Offered(otherLabel, path, off);
  }

  private static @Nullable String gone(RunStanding run) {
    return run.known() ? null : "the policy " + run.policy() + " is no longer in the rules";
  }

  private static @Nullable String inProgress(RunStanding run) {
    if (!run.alive()) {
      return null;
    }
    return run.over() ? "another run of this policy is in progress" : "the run is in progress";
  }

  /** The first reason counts. */
  private static Offered offered(String label, String path, @Nullable String... reasons) {
    Optional<String> off = Stream.of(reasons).filter(Objects::nonNull).findFirst();
    return new Offered(label, path, off.orElse(null));
  }
}
