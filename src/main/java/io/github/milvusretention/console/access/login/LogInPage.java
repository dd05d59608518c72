package io.github.milvusretention.console.access.login;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.ConsoleRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The form to log in with, the way to the provider, or both. What is sent is read by Spring
 * Security.
 */
@Controller
public class LogInPage {
  public static final String PATH = "/login";

  static final String REFUSED = "refused";
  static final String ENDED = "ended";
  static final String OUT = "out";

  /** The log-in, which says that one is logged out. */
  public static final String AFTER_LOG_OUT = PATH + "?" + OUT;

  private final ConsoleRules rules;

  LogInPage(Rules rules) {
    this.rules = rules.console();
  }

  @GetMapping(PATH)
  String logIn(
      Person person,
      HttpServletRequest request,
      @RequestParam(name = ReturnAddress.PARAMETER, required = false) @Nullable String to,
      @RequestParam(name = REFUSED, required = false) @Nullable String refused,
      @RequestParam(name = ENDED, required = false) @Nullable String ended,
      @RequestParam(name = OUT, required = false) @Nullable String out,
      Model model) {
    ReturnAddress address = ReturnAddress.of(to);
    if (!person.name().isEmpty()) {
      return "redirect:" + address.path();
    }
    model.addAttribute("to", address.path());
    model.addAttribute("refused", refused != null);
    model.addAttribute("ended", ended != null);
    model.addAttribute("out", out != null);
    model.addAttribute(
        "note",
        Stream.of(ProviderNote.values())
            .filter(note -> request.getParameter(note.parameter()) != null)
            .map(ProviderNote::sentence)
            .findFirst()
            .orElse(null));
    model.addAttribute("form", !rules.users().isEmpty());
    model.addAttribute("provider", rules.oidc() == null ? null : rules.oidc().issuer().host());
    return "login";
  }
}
