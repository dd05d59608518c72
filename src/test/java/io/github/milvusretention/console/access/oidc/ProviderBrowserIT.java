package io.github.milvusretention.console.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.RunningConsole;
import io.github.milvusretention.console.browser.Browser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log-in and a log-out by a provider, which is another site to the browser: what it does with
 * cookies and forms between sites is nowhere else.
 *
 * <p>Not in the package of the other browser tests: two daemons of one JVM share what Quartz knows
 * of databases, and their server outlives this one.
 */
class ProviderBrowserIT {

  @Test
  void somebodyLogsInAndOutByTheProvider(@TempDir Path directory) {
    try (TestProvider provider = TestProvider.start();
        RunningConsole console =
            RunningConsole.start(directory, RunningConsole.USERS + provider.rules(""), Map.of());
        Browser browser = Browser.at("http://127.0.0.1:" + console.port())) {
      provider.knows("pia", "readers");

      browser.go("/runs?policy=nightly");
      assertThat(browser.heading()).isEqualTo("Log in");
      assertThat(browser.barriers()).isEmpty();
      browser
          .follow("Log in with " + provider.issuer().substring("http://".length()))
          .awaitPath("/runs?policy=nightly");
      assertThat(browser.textOf("header")).contains("pia").contains("viewer");
      browser.press("Log out").await("You are logged out.");
      assertThat(browser.path()).isEqualTo("/login?out");
      assertThat(browser.go("/runs").heading()).isEqualTo("Log in");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
