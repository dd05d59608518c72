package io.github.milvusretention.console.access;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.ConsoleRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells every page, those of errors included, who asks: {@code person}, whether he may read the
 * pages: {@code mayRead}, and why nobody may act: {@code readOnly}, null if somebody may.
 */
class AccessFrame implements HandlerInterceptor, WebMvcConfigurer {
  private final ConsoleRules rules;

  AccessFrame(Rules rules) {
    this.rules = rules.console();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Person person =
        PersonArgument.of(SecurityContextHolder.getContext().getAuthentication(), request);
    request.setAttribute("person", person);
    request.setAttribute("mayRead", !rules.hasLogIn() || !person.name().isEmpty());
    request.setAttribute("readOnly", Closed.why(rules).orElse(null));
    return true;
  }
}
