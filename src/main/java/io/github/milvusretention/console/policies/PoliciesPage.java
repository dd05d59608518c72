package io.github.milvusretention.console.policies;

import io.github.milvusretention.schedule.RulesInForce;
import io.github.milvusretention.text.Visible;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How each policy is doing. */
@Controller
public class PoliciesPage {
  private final PolicyLines lines;
  private final RulesInForce inForce;

  PoliciesPage(PolicyLines lines, RulesInForce inForce) {
    this.lines = lines;
    this.inForce = inForce;
  }

  @GetMapping("/")
  String home() {
    return "redirect:/policies";
  }

  @GetMapping("/policies")
  String policies(Model model) {
    model.addAttribute("policies", lines.all());
    model.addAttribute("objection", inForce.objection().map(Visible::line).orElse(null));
    model.addAttribute("console", inForce.consoleChange().map(Visible::line).orElse(null));
    return "policies";
  }
}
