package io.github.milvusretention.cli.command;

import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.values.Closest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that selects policies. */
public final class PolicyOption {
  @Option(
      names = "--policy",
      paramLabel = "P",
      description = "The name of a policy; may be repeated. Default: all policies.")
  List<String> names = new ArrayList<>();

  /** Selects that policy if none was named. */
  public void orElse(String policy) {
    if (names.isEmpty()) {
      names = List.of(policy);
    }
  }

  public List<Policy> of(Rules rules) {
    if (names.isEmpty()) {
      return List.copyOf(rules.policies().values());
    }
    for (String name : names) {
      if (!rules.policies().containsKey(name)) {
        throw new UsageException(
            "there is no policy "
                + name
                + " in the rules; "
                + Closest.didYouMean(
                    name,
                    rules.policies().keySet(),
                    "the policies are " + rules.policies().keySet()));
      }
    }
    return new LinkedHashSet<>(names).stream().map(rules::policy).toList();
  }
}
