package io.github.milvusretention.console.api;

import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.http.Problem;
import io.github.milvusretention.console.api.http.Refused;
import io.github.milvusretention.console.api.operations.OpenApi;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.NotThere;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What there is to ask for. */
@Controller
class DescriptionApi {
  private static final String SCHEMAS = "/io/github/milvusretention/answers/";

  @GetMapping(Operations.ROOT + "/openapi.json")
  Answer openApi() {
    return Answer.json(OpenApi.of(Operations.ALL));
  }

  @GetMapping(Operations.ROOT + "/schemas/{name}")
  Answer schema(@PathVariable("name") String name) throws IOException {
    if (!name.matches("[a-z-]{1,40}\\.json")) {
      throw unknown(name);
    }
    try (InputStream file = DescriptionApi.class.getResourceAsStream(SCHEMAS + name)) {
      if (file == null) {
        throw unknown(name);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Answer.written(out -> out.print(text));
    }
  }

  private static NotThere unknown(String name) {
    return new NotThere("there is no schema " + name + "; openapi.json names those that there are");
  }

  /** As an error of this API, and not as a page. */
  @RequestMapping(Operations.ROOT + "/**")
  Answer unknown(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    List<HttpMethod> methods = Operations.methodsAt(path);
    if (methods.isEmpty()) {
      throw new NotThere(
          "there is no address " + path + "; " + Operations.ROOT + "/openapi.json lists all");
    }
    String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    return new Problem(
            HttpStatus.METHOD_NOT_ALLOWED,
            Refused.USAGE,
            request.getMethod() + " is not for " + path + ", but " + allowed)
        .answer()
        .header(HttpHeaders.ALLOW, allowed);
  }
}
