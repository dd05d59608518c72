package io.github.milvusretention.console.api.http;

import io.github.milvusretention.console.access.refusal.UnreadableParameters;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.api.operations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses what an operation does not know, before anything is done. A parameter that is mistyped
 * and ignored would be answered with more than was asked for.
 */
class RequestCheck implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    operation(request).ifPresent(operation -> check(operation, request));
    return true;
  }

  /** What is asked for; empty for an address that there is not. */
  static Optional<Operation> operation(HttpServletRequest request) {
    String pattern =
        Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    return Operations.find(HttpMethod.valueOf(request.getMethod()), pattern);
  }

  private static void check(Operation operation, HttpServletRequest request) {
    if (operation.hasBody()) {
      // Before the parameters: a form would be read as some.
      Body.check(request);
    }
    List<Parameter> known = operation.hasBody() ? List.of() : operation.parameters();
    mistake(known, parameters(request))
        .ifPresent(
            mistake -> {
              throw new Refused(HttpStatus.BAD_REQUEST, mistake);
            });
  }

  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      Map<String, String[]> parameters = request.getParameterMap();
      if (UnreadableParameters.haveNul(parameters)) {
        throw new Refused(
            HttpStatus.BAD_REQUEST, "the query has the character NUL, which no text here has");
      }
      return parameters;
    } catch (IllegalStateException e) {
      // Tomcat's for a % that no two hexadecimal digits follow.
      throw new Refused(HttpStatus.BAD_REQUEST, "the query is not encoded as an address has to be");
    }
  }

  /** In one sentence; empty if there is none. */
  private static Optional<String> mistake(List<Parameter> known, Map<String, String[]> given) {
    List<String> names = known.stream().map(Parameter::name).toList();
    Optional<String> unknown =
        given.keySet().stream().filter(name -> !names.contains(name)).sorted().findFirst();
    return unknown.isPresent()
        ? unknown.map(name -> unknown(name, names))
        : known.stream()
            .flatMap(each -> each.mistake("parameter", given(given, each)).stream())
            .findFirst();
  }

  private static List<String> given(Map<String, String[]> given, Parameter parameter) {
    return List.of(given.getOrDefault(parameter.name(), new String[0]));
  }

  private static String unknown(String name, List<String> names) {
    return "there is no parameter "
        + name
        + (names.isEmpty() ? " here, and no other" : "; there are " + String.join(", ", names));
  }
}
