package io.github.milvusretention.console.access;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.rules.console.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The one list of what may be asked for, and by whom. Whatever it does not name is refused. */
final class Routes {
  static final String LOG_IN = "/login";
  static final String LOG_OUT = "/logout";

  /** Of style and icons; they tell nothing. */
  static final RequestMatcher ASSETS = matching(Set.of(GET, HEAD), "/assets/**", "/webjars/**");

  /** Any role. */
  static final RequestMatcher PAGES =
      matching(
          Set.of(GET, HEAD),
          "/",
          "/policies",
          "/policies/{name}",
          "/nights",
          "/runs",
          "/runs/{id}",
          "/runs/{id}/progress",
          "/plan",
          "/forecast",
          "/holds",
          "/partition",
          "/audit",
          "/audit.csv",
          "/audit.json");

  /** Of these, those that ask no cluster, and have a page of their own. */
  static final RequestMatcher OF_THE_REPOSITORY =
      matching(
          Set.of(GET, HEAD),
          "/",
          "/policies",
          "/policies/{name}",
          "/nights",
          "/runs",
          "/runs/{id}",
          "/holds",
          "/audit");

  /** Acts, and the pages that ask for a confirmation. */
  static final List<Act> ACTS =
      List.of(
          new Act(
              Role.OPERATOR,
              matching(
                  Set.of(GET, HEAD, POST),
                  "/policies/{name}/run",
                  "/runs/{id}/rerun",
                  "/runs/{id}/stop",
                  "/holds/new",
                  "/holds/{id}/lift",
                  "/restore")),
          new Act(Role.APPROVER, matching(Set.of(GET, HEAD, POST), "/runs/{id}/accept")));

  /** Any role. */
  static final RequestMatcher API_READS = matching(Set.of(GET, HEAD), "/api/v1/**");

  static final List<Act> API_ACTS =
      Operations.ALL.stream()
          .filter(operation -> operation.method() != GET)
          .map(
              operation ->
                  new Act(
                      operation.role(), matching(Set.of(operation.method()), operation.pattern())))
          .toList();

  /** What somebody with that role may do. */
  record Act(Role role, RequestMatcher requests) {}

  private Routes() {}

  static RequestMatcher matching(Set<HttpMethod> methods, String... paths) {
    return new OrRequestMatcher(
        Stream.of(paths)
            .flatMap(
                path ->
                    methods.stream()
                        .<RequestMatcher>map(
                            method -> PathPatternRequestMatcher.pathPattern(method, path)))
            .toList());
  }
}
