package io.github.milvusretention.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.server.PathContainer;

/** Every page, as people with a phone, a wall screen, a dark room or a screen reader have it. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesBrowserIT {
  private static final List<Look> LOOKS =
      List.of(
          new Look(Look.Scheme.LIGHT, Look.PHONE),
          new Look(Look.Scheme.DARK, Look.PHONE),
          new Look(Look.Scheme.LIGHT, Look.WALL),
          new Look(Look.Scheme.DARK, Look.WALL));

  private final ConsoleServer server;
  private final Browser browser;

  PagesBrowserIT(ConsoleServer server) {
    this.server = server;
    this.browser = Browser.at(server).go("/policies").logIn(Users.ANNA);
  }

  @AfterAll
  void leave() {
    browser.close();
  }

  Stream<Arguments> pages() {
    return SitePages.of(server).entrySet().stream()
        .map(page -> Arguments.of(page.getKey(), page.getValue()));
  }

  @Test
  void everybodyCanLogIn() {
    try (Browser nobody = Browser.at(server)) {
      for (Look look : LOOKS) {
        nobody.look(look).go("/login");
        assertThat(nobody.barriers()).as("%s", look).isEmpty();
        assertThat(nobody.overhang()).as("%s: %s", look, nobody.sticking()).isZero();
      }
      assertThat(nobody.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsWrongWouldBeFound() {
    try (Browser other = Browser.at(server)) {
      other
          .look(new Look(Look.Scheme.LIGHT, Look.PHONE))
          .show(
              "<!doctype html><html lang=en><title>t</title><meta name=viewport"
                  + " content='width=device-width, initial-scale=1'><main><img src=x>"
                  + "<p style='width:900px;color:#ccc'>grey");
      assertThat(other.barriers())
          .anySatisfy(found -> assertThat(found).startsWith("image-alt"))
          .anySatisfy(found -> assertThat(found).startsWith("color-contrast"));
      assertThat(other.overhang()).isPositive();
      other.go("/assets/no-such.css");
      assertThat(other.complaints()).isNotEmpty();
    }
  }

  @Test
  void everyPageIsLookedAt() {
    Collection<String> looked = SitePages.of(server).values();
    assertThat(server.pages())
        .isNotEmpty()
        .allSatisfy(
            pattern ->
                assertThat(looked)
                    .as(pattern.toString())
                    .anyMatch(
                        path ->
                            pattern.matches(
                                PathContainer.parsePath(path.replaceFirst("\\?.*", "")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everybodyCanReadIt(String name, String path) {
    for (Look look : LOOKS) {
      browser.look(look).go(path);
      assertThat(browser.barriers()).as("%s, %s", name, look).isEmpty();
      assertThat(browser.overhang()).as("%s, %s: %s", name, look, browser.sticking()).isZero();
      assertThat(browser.title()).endsWith("· milvus-retention");
    }
    assertThat(browser.complaints())
        .as(name)
        .filteredOn(complaint -> !complaint.startsWith(server.address(path) + " "))
        .isEmpty();
  }
}
