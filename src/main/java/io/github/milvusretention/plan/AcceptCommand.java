package io.github.milvusretention.plan;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.rules.process.ThisProgram;

/** The whole command by which a person accepts exactly one plan, to be pasted into a shell. */
public class AcceptCommand {
  private final ThisProgram program;

  AcceptCommand(ThisProgram program) {
    this.program = program;
  }

  /** For the plan of a run that was refused. */
  public String rerun(long executionId, String digest) {
    return program.command("rerun", executionId, "--accept", digest);
  }

  /** Makes that plan again. */
  public String rerun(long executionId) {
    return program.command("rerun", executionId);
  }

  /** For a plan that no run has made yet. */
  public String run(String policy, AsOf asOf, String digest) {
    return program.command("run", "--policy", policy, "--as-of", asOf, "--accept", digest);
  }

  /** The same as a new attempt: a finished run of that as-of would only be reported. */
  public String runAgain(String policy, AsOf asOf, String digest) {
    return program.command(
        "run", "--policy", policy, "--as-of", asOf, "--again", "--accept", digest);
  }
}
