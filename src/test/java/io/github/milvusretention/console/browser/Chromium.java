package io.github.milvusretention.console.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's browser and its driver, which come from one package and fit together. {@code .ci/run}
 * installs them, so that they are missing in CI by mistake; elsewhere what needs them is skipped,
 * and says so.
 */
final class Chromium {
  private static final String MISSING =
      "chromium and chromedriver are not both on the PATH, so that the console is not tested in a"
          + " browser. Debian's packages chromium and chromium-driver have them";

  private Chromium() {}

  /** Starts it without a window. */
  static ChromeDriver start() {
    Path browser = find("chromium");
    Path driver = find("chromedriver");
    ChromeOptions options = new ChromeOptions();
    // Both are named, so that Selenium looks for neither and downloads nothing.
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--lang=en-US",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(), options);
  }

  private static Path find(String program) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(MISSING);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(MISSING);
      }
      Assumptions.abort(MISSING);
    }
    return found.orElseThrow();
  }
}
