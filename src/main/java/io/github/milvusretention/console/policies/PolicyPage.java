package io.github.milvusretention.console.policies;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.act.Permissions;
import io.github.milvusretention.console.runs.Runs;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.ExecutionFilter;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.PolicyText;
import io.github.milvusretention.schedule.RulesInForce;
import io.github.milvusretention.text.Visible;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One policy: its rules, how it is doing, and its last runs. */
@Controller
public class PolicyPage {
  private static final int FEW = 20;

  private final Rules rules;
  private final PolicyLines lines;
  private final Runs runs;
  private final RulesInForce inForce;
  private final Permissions permissions;

  PolicyPage(
      Rules rules, PolicyLines lines, Runs runs, RulesInForce inForce, Permissions permissions) {
    this.rules = rules;
    this.lines = lines;
    this.runs = runs;
    this.inForce = inForce;
    this.permissions = permissions;
  }

  @GetMapping("/policies/{name}")
  String policy(@PathVariable String name, Person person, Model model) {
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      throw new NotThere(
          "The rules have no policy \""
              + Visible.line(name)
              + "\". Runs of one that they had before are among all Runs.");
    }
    boolean alive = runs.holder(name).isPresent();
    model.addAttribute("policy", lines.of(policy));
    model.addAttribute("rules", Visible.lines(PolicyText.of(rules, policy)));
    model.addAttribute("runs", runs.page(ExecutionFilter.of(name), 0, FEW));
    model.addAttribute(
        "acts",
        List.of(
            Offered.runNow(
                name,
                alive,
                inForce.objection(name).map(Visible::line).orElse(null),
                permissions.of(person))));
    model.addAttribute("objection", inForce.objection().map(Visible::line).orElse(null));
    model.addAttribute("console", inForce.consoleChange().map(Visible::line).orElse(null));
    return "policy";
  }
}
