package io.github.milvusretention.console.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Takes a picture of every page, light and dark, on a desk and on a phone, into {@code
 * target/screenshots}.
 */
final class Screenshots {
  private Screenshots() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    try (ConsoleServer server = ConsoleServer.start(Files.createTempDirectory("screenshots"));
        Browser browser = Browser.at(server)) {
      browser.look(new Look(Look.Scheme.LIGHT, Look.DESK)).go("/policies");
      Files.write(folder.resolve("login.png"), browser.picture(true));
      browser.logIn(Users.ANNA);
      for (Map.Entry<String, String> page : SitePages.of(server).entrySet()) {
        if (args.length > 0 && !page.getKey().matches(args[0])) {
          continue;
        }
        for (Look.Scheme scheme : Look.Scheme.values()) {
          for (int width : new int[] {Look.DESK, Look.PHONE}) {
            Look look = new Look(scheme, width);
            browser.look(look).go(page.getValue());
            Path file = folder.resolve(page.getKey() + "-" + look + ".png");
            Files.write(file, browser.picture(true));
            System.out.println(file);
          }
        }
      }
    }
    System.exit(0);
  }
}
