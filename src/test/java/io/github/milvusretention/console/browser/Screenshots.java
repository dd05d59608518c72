package io.github.milvusretention.console.browser;

import io.github.milvusretention.sandbox.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Takes a picture of every page, light and dark, on a desk and on a phone, into {@code
 * target/screenshots}.
 */
final class Screenshots {
  private Screenshots() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    String wanted = args.length == 0 ? ".*" : args[0];
    try (ConsoleServer server = new ConsoleServer(Files.createTempDirectory("screenshots"));
        Browser browser = Browser.at(server)) {
      take(browser, Map.of("login", "/login"), wanted, folder);
      browser.logIn(Users.ANNA);
      take(browser, SitePages.of(server), wanted, folder);
      // One that is under way, with a cluster that takes its time.
      server.sandbox().on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(2)));
      browser.go("/policies/" + ThirtyNights.NEVER_RUN + "/run").press("Run now").await("DROPPED");
      take(browser, Map.of("run-in-progress", browser.path()), wanted, folder);
    }
    System.exit(0);
  }

  /**
   * @param wanted a regular expression for the names of those that are taken
   */
  private static void take(Browser browser, Map<String, String> pages, String wanted, Path folder)
      throws IOException {
    for (Map.Entry<String, String> page : pages.entrySet()) {
      if (!page.getKey().matches(wanted)) {
        continue;
      }
      for (Look.Scheme scheme : Look.Scheme.values()) {
        for (int width : new int[] {Look.DESK, Look.PHONE}) {
          Look look = new Look(scheme, width);
          browser.look(look).go(page.getValue());
          Path file = folder.resolve(page.getKey() + "-" + look + ".png");
          Files.write(file, browser.picture());
          System.out.println(file);
        }
      }
    }
  }
}
