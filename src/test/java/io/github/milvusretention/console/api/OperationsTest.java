package io.github.milvusretention.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.answers.Schemas;
import io.github.milvusretention.console.api.operations.OpenApi;
import io.github.milvusretention.console.api.operations.Operation;
import io.github.milvusretention.console.api.operations.Operations;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** What is described is what there is. */
class OperationsTest {
  private static final String EVERYTHING_ELSE = " " + Operations.ROOT + "/**";

  @Test
  void theListHasExactlyWhatIsMapped() {
    Set<String> mapped = new TreeSet<>();
    handlers()
        .forEach(
            handler -> {
              RequestMapping mapping = mapping(handler);
              for (String path : mapping.path()) {
                mapped.add(methods(mapping) + " " + path);
              }
            });
    assertThat(mapped.remove(EVERYTHING_ELSE)).isTrue();

    assertThat(mapped)
        .containsExactlyInAnyOrderElementsOf(
            Operations.ALL.stream().map(each -> each.method() + " " + each.pattern()).toList());
  }

  @Test
  void eachTakesTheParametersThatTheListHas() {
    handlers()
        .filter(handler -> List.of(mapping(handler).method()).contains(RequestMethod.GET))
        .forEach(
            handler -> {
              Operation operation =
                  Operations.find(HttpMethod.GET, mapping(handler).path()[0]).orElseThrow();
              List<String> listed =
                  operation.parameters().stream().map(parameter -> parameter.name()).toList();
              assertThat(taken(handler)).as("%s", handler).isSubsetOf(listed);
              if (!takesAll(handler)) {
                assertThat(taken(handler)).as("%s", handler).containsAll(listed);
              }
            });
  }

  @Test
  void theDescriptionHasEachOnceAndRefersOnlyToSchemasThatThereAre() {
    JsonNode all = OpenApi.of(Operations.ALL);

    List<String> described = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    all.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (!method.getKey().equals("parameters")) {
                            described.add(method.getKey() + " " + path.getKey());
                            ids.add(method.getValue().get("operationId").stringValue());
                          }
                        }));
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Operations.ALL.stream()
                .map(each -> each.method().name().toLowerCase(Locale.ROOT) + " " + each.path())
                .toList());
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(all.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              String file = reference.replaceAll("^schemas/(.*)\\.json(#.*)?$", "$1");
              JsonNode schema = Schemas.read(file);
              String[] part = reference.split("#", 2);
              assertThat(part.length == 1 || !schema.at(part[1]).isMissingNode())
                  .as(reference)
                  .isTrue();
            });
  }

  @Test
  void anAnswerThatHasBegunIsBrokenOffAndNotEndedByAnError() {
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCommitted(true);
    IllegalStateException lost = new IllegalStateException("the names cannot be read");

    assertThatThrownBy(() -> new ApiErrors().error(lost, response)).isSameAs(lost);
  }

  private static Stream<Method> handlers() {
    return Stream.of(ApiBeans.class.getAnnotation(Import.class).value())
        .filter(type -> type.isAnnotationPresent(Controller.class))
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class));
  }

  private static RequestMapping mapping(Method handler) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
    return Objects.requireNonNull(mapping, handler::toString);
  }

  private static String methods(RequestMapping mapping) {
    return Stream.of(mapping.method()).map(Enum::name).reduce("", (all, each) -> all + each);
  }

  private static Stream<RequestParam> parameters(Method handler) {
    return Stream.of(handler.getParameters())
        .map(parameter -> AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class))
        .filter(Objects::nonNull);
  }

  private static List<String> taken(Method handler) {
    return parameters(handler).map(RequestParam::name).filter(name -> !name.isEmpty()).toList();
  }

  /** A map without a name has all of them. */
  private static boolean takesAll(Method handler) {
    return parameters(handler).anyMatch(parameter -> parameter.name().isEmpty());
  }
}
