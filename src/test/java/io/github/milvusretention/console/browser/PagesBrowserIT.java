package io.github.milvusretention.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, as people with a phone, a wall screen, a dark room or a screen reader have it. */
@ExtendWith(Shared.class)
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
