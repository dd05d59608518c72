package io.github.milvusretention.console.policies;

import io.github.milvusretention.rules.Rules;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How each policy is doing. */
@Controller
public class PoliciesPage {
  private final Rules rules;

  PoliciesPage(Rules rules) {
    this.rules = rules;
  }

  @GetMapping("/")
  String home() {
    return "redirect:/policies";
  }

  @GetMapping("/policies")
  String policies(Model model) {
    model.addAttribute("policies", rules.policies().values());
    return "policies";
  }
}
