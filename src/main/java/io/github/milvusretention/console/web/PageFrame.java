package io.github.milvusretention.console.web;

import io.github.milvusretention.rules.Rules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around each page needs. */
@ControllerAdvice(basePackages = "io.github.milvusretention.console")
class PageFrame {
  private final Rules rules;

  PageFrame(Rules rules) {
    this.rules = rules;
  }

  /**
   * A page in the navigation.
   *
   * @param here whether it is the one that is shown, or holds it
   */
  record Link(String path, String text, boolean here) {}

  @ModelAttribute("navigation")
  List<Link> navigation(HttpServletRequest request) {
    String path = RequestAddress.of(request);
    return List.of(
        link(path, "/policies", "Policies"),
        link(path, "/nights", "Nights"),
        link(path, "/runs", "Runs"),
        link(path, "/plan", "Plan"),
        link(path, "/forecast", "Forecast"),
        link(path, "/holds", "Holds"),
        link(path, "/partition", "Partition"),
        link(path, "/audit", "Audit"));
  }

  private static Link link(String asked, String path, String text) {
    return new Link(path, text, asked.equals(path) || asked.matches(path + "[/?].*"));
  }

  /** For the lists to choose from. */
  @ModelAttribute("policyNames")
  List<String> policyNames() {
    return List.copyOf(rules.policies().keySet());
  }

  @ModelAttribute("address")
  String address(HttpServletRequest request) {
    return RequestAddress.of(request);
  }
}
