package io.github.milvusretention.console.access.refusal;

import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows a refusal. Requests are forwarded to it; no rule lets anybody ask for it. */
@Controller
public class RefusedPage {
  static final String PATH = "/refused";
  static final String REFUSAL = "refusal";

  @RequestMapping(PATH)
  String refused(@RequestAttribute(REFUSAL) Refusal refusal, Model model) {
    Refusal known = Objects.requireNonNull(refusal);
    model.addAttribute("title", known.title());
    model.addAttribute("message", known.message());
    return "error";
  }
}
