package io.github.milvusretention.cli;

import io.github.milvusretention.check.Check;
import io.github.milvusretention.check.Finding;
import io.github.milvusretention.check.RulesFindings;
import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.PolicyOption;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.output.OutputOption;
import io.github.milvusretention.cli.output.view.FindingView;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks everything that a run needs: rules, repository, cluster, credentials, and whether"
            + " each selected collection can be read. Warns of settings that may surprise."
            + " Changes nothing.")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;
  @Mixin PolicyOption policies = new PolicyOption();
  @Mixin OutputOption output = new OutputOption();

  @Option(
      names = "--offline",
      description = "Look at the rules alone: contact no repository and no cluster.")
  boolean offline;

  @Override
  public Integer call() {
    if (offline) {
      Rules rules = Console.parent(parent).rules();
      return print(rulesAlone(rules, policies.of(rules)));
    }
    // The application starts only if the repository is reachable.
    try (Application application = Console.parent(parent).start(false)) {
      Rules rules = application.get(Rules.class);
      List<Policy> chosen = policies.of(rules);
      List<Finding> findings = rulesAlone(rules, chosen);
      findings.addAll(application.get(Check.class).examine(chosen));
      return print(findings);
    }
  }

  private int print(List<Finding> findings) {
    output.print(
        Console.of(spec).out(),
        findings.stream().map(FindingView::of).toList(),
        FindingView.table(findings));
    return RunExit.gravest(findings.stream().map(Finding::exit).toList()).code();
  }

  private List<Finding> rulesAlone(Rules rules, List<Policy> policies) {
    return RulesFindings.of(rules, policies, Console.parent(parent).now());
  }
}
