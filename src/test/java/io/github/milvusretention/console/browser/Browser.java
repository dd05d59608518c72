package io.github.milvusretention.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One person at one browser. What they do waits until the page is there, and never sleeps. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern REFUSED =
      Pattern.compile("the server responded with a status of (401|403|409|422) ");
  private static final String SESSION = "milvus-retention";

  private final String site;
  private final ChromeDriver driver;

  private Browser(String site, ChromeDriver driver) {
    this.site = site;
    this.driver = driver;
  }

  static Browser at(ConsoleServer server) {
    return at(server.address(""));
  }

  /**
   * @param site scheme, host and port of a console
   */
  public static Browser at(String site) {
    return new Browser(site, Chromium.start()).look(new Look(Look.Scheme.LIGHT, Look.DESK));
  }

  /** From now on pages are shown so. */
  Browser look(Look look) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            look.width(),
            "height",
            look.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            look.width() <= Look.PHONE));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", look.scheme().toString()),
                // What moves is neither a picture nor a contrast.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    return this;
  }

  public Browser go(String path) {
    driver.get(site + path);
    return this;
  }

  /** From now on each request has that header, as from an extension of the browser or a proxy. */
  Browser sending(String header, String value) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    return this;
  }

  /** From wherever it is; the page that was asked for is then there. */
  Browser logIn(Users user) {
    if (!path().startsWith("/login")) {
      go("/login");
    }
    return fill("Name", user.login()).fill("Password", Users.PASSWORD).press("Log in");
  }

  /** Shows this instead of a page of the console. */
  Browser show(String html) {
    driver.get("data:text/html," + URLEncoder.encode(html, UTF_8).replace("+", "%20"));
    return this;
  }

  /** Where it is: path and query. */
  public String path() {
    String address = Objects.requireNonNull(driver.getCurrentUrl());
    return address.substring(site.length());
  }

  String title() {
    return Objects.requireNonNull(driver.getTitle());
  }

  public String heading() {
    return driver.findElement(By.cssSelector("main h1")).getText();
  }

  /** What can be read on the page, without its frame. */
  String text() {
    return driver.findElement(By.tagName("main")).getText();
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  public String textOf(String css) {
    return driver.findElement(By.cssSelector(css)).getText();
  }

  /** Follows the first link with that text. */
  public Browser follow(String link) {
    return leave(link(link));
  }

  /** Follows the first link in what the selector finds. */
  Browser followIn(String css) {
    return leave(driver.findElement(By.cssSelector(css + " a")));
  }

  boolean offers(String link) {
    return !driver.findElements(named("a", link)).isEmpty()
        || !driver.findElements(named("button", link)).isEmpty();
  }

  private WebElement link(String text) {
    return driver.findElement(named("a", text));
  }

  /** Presses the button and returns when another page is there. */
  public Browser press(String button) {
    return leave(driver.findElement(named("button", button)));
  }

  /** Presses the button twice, as fast as a hand can. */
  Browser pressTwice(String button) {
    WebElement before = page();
    new Actions(driver).doubleClick(driver.findElement(named("button", button))).perform();
    patience().until(gone(before));
    return this;
  }

  private Browser leave(WebElement by) {
    WebElement before = page();
    by.click();
    patience().until(gone(before));
    return this;
  }

  /** While a page is replaced, the driver also says that its nodes belong to no document. */
  private static ExpectedCondition<Boolean> gone(WebElement page) {
    return driver -> {
      try {
        page.isEnabled();
        return false;
      } catch (StaleElementReferenceException e) {
        return true;
      } catch (WebDriverException e) {
        if (String.valueOf(e.getMessage()).contains("does not belong to the document")) {
          return true;
        }
        throw e;
      }
    };
  }

  private WebElement page() {
    return driver.findElement(By.tagName("html"));
  }

  private static By named(String tag, String text) {
    return By.xpath("//%s[normalize-space(.)=\"%s\"]".formatted(tag, text));
  }

  /** Writes into the field with that label, and nothing else into it. */
  Browser fill(String label, String text) {
    WebElement field = field(label);
    field.clear();
    field.sendKeys(text);
    return this;
  }

  Browser choose(String label, String option) {
    new Select(field(label)).selectByVisibleText(option);
    return this;
  }

  /** Checks the box with that label. */
  Browser check(String label) {
    field(label).click();
    return this;
  }

  private WebElement field(String label) {
    return driver.findElement(
        By.xpath(
            ("//label[starts-with(normalize-space(.), \"%1$s\")]//*[self::input or self::select or"
                    + " self::textarea] | //*[@id=//label[starts-with(normalize-space(.),"
                    + " \"%1$s\")]/@for]")
                .formatted(label)));
  }

  /** Returns when the page shows that text, by its own live updates. */
  public Browser await(String text) {
    patience().until(textToBePresentInElementLocated(By.tagName("main"), text));
    return this;
  }

  /** The same for one of several texts. */
  Browser awaitAny(String... texts) {
    patience()
        .withMessage(() -> path() + "\n" + text())
        .until(there -> Stream.of(texts).anyMatch(text()::contains));
    return this;
  }

  /** Returns when the page has left for another address by itself. */
  public Browser awaitPath(String path) {
    patience().until(there -> path().startsWith(path));
    return this;
  }

  Browser back() {
    driver.navigate().back();
    return this;
  }

  /** As the server sees it when a session is over: it no longer knows the cookie. */
  Browser loseSession() {
    driver.manage().deleteCookieNamed(SESSION);
    driver.manage().addCookie(new Cookie(SESSION, "0123456789ABCDEF0123456789ABCDEF"));
    return this;
  }

  /**
   * What the browser has complained about since it was last asked: scripts, styles, the content
   * policy, files that are not there. Not that what a person sent was refused, which pages say.
   */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !REFUSED.matcher(message).find())
        .toList();
  }

  /** What axe finds serious or critical, with the elements. */
  public List<String> barriers() {
    return new AxeBuilder()
        .setLegacyMode().analyze(driver).getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .flatMap(Browser::told)
            .toList();
  }

  private static Stream<String> told(Rule rule) {
    return rule.getNodes().stream()
        .map(node -> rule.getId() + " " + node.getTarget() + ": " + node.getFailureSummary());
  }

  /** By how many pixels the page is wider than the view. */
  long overhang() {
    Object wider =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) Objects.requireNonNull(wider)).longValue();
  }

  /** What sticks out of the view to the right, for whoever must mend it. */
  List<?> sticking() {
    return (List<?>)
        Objects.requireNonNull(
            driver.executeScript(
                "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll')"
                    + " && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)"
                    + ".map(e => e.outerHTML.slice(0, 160))"));
  }

  /** The page as a PNG, beyond the view as far as anybody would look. */
  byte[] picture() {
    Map<?, ?> size =
        (Map<?, ?>)
            Objects.requireNonNull(
                driver.executeScript(
                    "return {width: innerWidth, height: Math.max(innerHeight,"
                        + " document.documentElement.scrollHeight)}"));
    long height = Math.min(((Number) Objects.requireNonNull(size.get("height"))).longValue(), 4000);
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x", 0,
                    "y", 0,
                    "width", Objects.requireNonNull(size.get("width")),
                    "height", height,
                    "scale", 1)));
    return Base64.getDecoder().decode((String) Objects.requireNonNull(answer.get("data")));
  }

  private WebDriverWait patience() {
    return new WebDriverWait(driver, PATIENCE);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
