package io.github.milvusretention.milvus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.http.Exchange;
import io.github.milvusretention.milvus.rest.call.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassifierPropertyTest {
  private static final JsonMapper LENIENT = JsonMapper.builder().build();
  private static final byte[] SUCCESS =
      "{\"code\":0,\"data\":{\"has\":false},\"message\":\"\"}".getBytes(StandardCharsets.UTF_8);

  private final Classifier classifier = new Classifier(new Redaction(new Token("root:S3cr3t")));

  @Property(tries = 3000)
  void noBytesMakeItThrowOrSucceed(
      @ForAll("routes") String route, @ForAll("statuses") int status, @ForAll byte[] body) {
    check(route, status, body);
  }

  @Property(tries = 3000)
  void noDamageToASuccessMakesItThrowOrSucceedWrongly(
      @ForAll("routes") String route,
      @ForAll("statuses") int status,
      @ForAll("damaged") byte[] body) {
    check(route, status, body);
  }

  @Property(tries = 3000)
  void onlyTheExactShapeIsASuccess(
      @ForAll("routes") String route,
      @ForAll("statuses") int status,
      @ForAll("objects") String body) {
    check(route, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private void check(String route, int status, byte[] bytes) {
    String body = new String(bytes, StandardCharsets.UTF_8);
    Reply reply =
        classifier.classify(
            route, new Exchange.Received(status, body, null, null, Duration.ofMillis(1)));
    assertThat(reply.answer().success()).isEqualTo(status == 200 && saysSuccess(body));
    assertThat(reply.data().isMissingNode()).isEqualTo(!reply.answer().success());
    assertThat(reply.answer().message()).hasSizeLessThanOrEqualTo(Redaction.MAX_LENGTH);
    assertThat(reply.answer().message()).doesNotContainPattern("\\p{Cntrl}");
  }

  /**
   * An independent implementation of the rule: valid UTF-8, an object, code 0 or 200, data present
   * and not null.
   */
  private static boolean saysSuccess(String body) {
    try {
      JsonNode root = LENIENT.readTree(body);
      String code = root.path("code").toString();
      boolean zero = code.matches("-?0|200|\"-?0+\"|\"0*200\"");
      boolean once = body.indexOf("\"code\"") == body.lastIndexOf("\"code\"");
      return !body.contains("\ufffd") && root.isObject() && zero && once && root.hasNonNull("data");
    } catch (JacksonException noJson) {
      return false;
    }
  }

  @Provide
  Arbitrary<String> routes() {
    return Arbitraries.of(Routes.DATABASES, Routes.LOAD_STATE, Routes.RELEASE, Routes.DROP);
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, Arbitraries.just(200)),
        net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(100, 599)));
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, SUCCESS.length - 1);
    return Combinators.combine(place, Arbitraries.bytes(), Arbitraries.of(true, false))
        .as(
            (at, value, cut) -> {
              byte[] body = cut ? Arrays.copyOf(SUCCESS, at) : SUCCESS.clone();
              if (!cut) {
                body[at] = value;
              }
              return body;
            });
  }

  @Provide
  Arbitrary<String> objects() {
    Arbitrary<String> codes =
        Arbitraries.of("", "\"code\":0,", "\"code\":200,", "\"code\":1100,", "\"code\":\"0\",");
    Arbitrary<String> messages =
        Arbitraries.of(
            "", "\"message\":\"partition not found\",", "\"message\":7,", "\"code\":65535,");
    Arbitrary<String> data =
        Arbitraries.of("", "\"data\":{}", "\"data\":null", "\"data\":[1]", "\"x\":{\"data\":{}}");
    return Combinators.combine(codes, messages, data)
        .as((code, message, content) -> "{" + code + message + content + "}");
  }
}
