package io.github.milvusretention.console.web.frame;

import io.github.milvusretention.console.web.RequestAddress;
import io.github.milvusretention.rules.Rules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the frame around each page needs, those of errors included: {@code navigation}, {@code
 * policyNames} to choose from, and {@code address}, the page's own.
 */
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {
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

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String address = RequestAddress.of(request);
    request.setAttribute("navigation", navigation(address));
    request.setAttribute("policyNames", List.copyOf(rules.policies().keySet()));
    request.setAttribute("address", address);
    return true;
  }

  private static List<Link> navigation(String address) {
    return List.of(
        link(address, "/policies", "Policies"),
        link(address, "/nights", "Nights"),
        link(address, "/runs", "Runs"),
        link(address, "/plan", "Plan"),
        link(address, "/forecast", "Forecast"),
        link(address, "/holds", "Holds"),
        link(address, "/partition", "Partition"),
        link(address, "/audit", "Audit"));
  }

  private static Link link(String asked, String path, String text) {
    return new Link(path, text, asked.equals(path) || asked.matches(path + "[/?].*"));
  }
}
