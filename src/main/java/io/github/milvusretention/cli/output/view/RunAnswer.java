package io.github.milvusretention.cli.output.view;

import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.run.RunExit;
import java.io.PrintWriter;
import java.util.List;

/** The output of the commands that start or continue runs. */
public final class RunAnswer {
  private RunAnswer() {}

  /** Prints the reports and returns the most severe exit code. */
  public static int print(PrintWriter out, OutputOption output, List<RunReport> reports) {
    output.print(out, reports.stream().map(RunView::of).toList(), RunView.table(reports));
    return RunExit.gravest(reports.stream().map(RunReport::exit).toList()).code();
  }
}
