package io.github.milvusretention.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.ExitStatus;

/** How a run ended, in the order of gravity that decides between several policies. */
public enum RunExit {
  ERROR(1),
  CLUSTER_UNUSABLE(6),
  GUARD_REFUSED(4),
  PARTITIONS_FAILED(3),
  STOPPED(3),
  LOCKED(5),
  DONE(0);

  private final int code;

  RunExit(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }

  public boolean isGraverThan(RunExit other) {
    return compareTo(other) < 0;
  }

  /** The gravest of several; DONE for none. */
  public static RunExit gravest(Collection<RunExit> exits) {
    return exits.stream().min(Comparator.naturalOrder()).orElse(DONE);
  }

  /** As it is kept in the job repository. */
  public ExitStatus status(String message) {
    return this == DONE
        ? ExitStatus.COMPLETED.addExitDescription(message)
        : new ExitStatus(name(), message);
  }

  public static RunExit of(ExitStatus status) {
    if (status.getExitCode().equals(ExitStatus.COMPLETED.getExitCode())) {
      return DONE;
    }
    return List.of(values()).stream()
        .filter(exit -> exit.name().equals(status.getExitCode()))
        .findFirst()
        .orElse(ERROR);
  }
}
