package io.github.milvusretention.console.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.console.access.RunningConsole;
import io.github.milvusretention.console.access.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The daemon with users and a provider by which people log in, behind a proxy. */
@OnePerPackage
final class OidcConsole implements AutoCloseable {
  static final String START = "/login/oidc";

  final TestProvider provider = TestProvider.start();
  final LaterClock clock = new LaterClock();
  final RunningConsole console;
  private int addresses;

  OidcConsole(Path directory) {
    provider.described =
        Map.of(
            "userinfo_endpoint", provider.issuer() + "/userinfo",
            "end_session_endpoint", provider.issuer() + "/logout");
    console =
        RunningConsole.start(
            directory,
            RunningConsole.USERS + provider.rules(""),
            Map.of("server.forward-headers-strategy", "framework"),
            clock);
  }

  /** The provider does everything right and knows nobody. */
  void reset() {
    console.listen();
    provider.reset();
    provider.userInfo = Map.of("sub", "subject-1");
  }

  static Map<String, Object> person(String name, String... groups) {
    return Map.of("preferred_username", name, "groups", List.of(groups));
  }

  /** Each from elsewhere, as of one address there are only so many. */
  Visitor visitor() {
    addresses++;
    return console.visitor().from("192.0.2." + addresses);
  }

  HttpResponse<String> logIn(Visitor visitor, Map<String, Object> person) {
    provider.person = person;
    return follow(visitor, provider.logIn(toProvider(visitor.get(START))));
  }

  static String toProvider(HttpResponse<String> sent) {
    // The one behind a proxy, the other without.
    assertThat(sent.statusCode()).isIn(303, 302);
    return sent.headers().firstValue("Location").orElseThrow();
  }

  static HttpResponse<String> follow(Visitor visitor, URI back) {
    return visitor.get(back.getRawPath() + "?" + back.getRawQuery());
  }

  @Override
  public void close() {
    console.close();
    provider.close();
  }
}
