package io.github.milvusretention.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.sandbox.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do at the console, from log-in to result. Each story has policies of its own. */
class StoriesBrowserIT {
  private static final String DB = "default";

  private final ConsoleServer server;
  private final List<Browser> open = new ArrayList<>();

  StoriesBrowserIT(ConsoleServer server) {
    this.server = server;
  }

  @AfterEach
  void leave() {
    server.heal();
    for (Browser browser : open) {
      List<String> complaints = browser.complaints();
      browser.close();
      assertThat(complaints).isEmpty();
    }
  }

  private Browser browserOf(Users user) {
    Browser browser = Browser.at(server);
    open.add(browser);
    return browser.go("/policies").logIn(user);
  }

  private void drops(String collection, Duration each) {
    server.sandbox().on("partitions/drop").onCollection(collection).react(Reaction.delay(each));
  }

  @Test
  void whoIsNotLoggedInIsAskedToAndComesBackToThePage() {
    Browser browser = Browser.at(server);
    open.add(browser);

    browser.go("/runs?policy=events&page=1");
    assertThat(browser.heading()).isEqualTo("Log in");
    browser.fill("Name", Users.VERA.login()).fill("Password", "guessed").press("Log in");
    assertThat(browser.text()).contains("Name or password is wrong.");
    browser.logIn(Users.VERA);

    assertThat(browser.path()).isEqualTo("/runs?policy=events&page=1");
    assertThat(browser.press("Log out").text()).contains("You are logged out.");
    assertThat(browser.go("/policies").heading()).isEqualTo("Log in");
  }

  @Test
  void theRefusedNightIsSeenItsPlanReadAcceptedAndWatched() {
    drops("events", Duration.ofMillis(60));
    Browser anna = browserOf(Users.ANNA);

    anna.go("/nights?policy=events").followIn("tbody.runs td.warn");
    long refused = server.newest("events").executionId();
    assertThat(anna.path()).startsWith("/runs/" + refused);
    assertThat(anna.text()).contains("REFUSED", "max-drops allows 50");
    anna.go("/plan?policy=events").follow("Look at it and accept it").await("What goes");
    assertThat(anna.heading()).isEqualTo("Accept the plan of run " + refused);
    assertThat(anna.text()).contains("59\npartitions", "max-share", "2023-01-01");

    anna.fill("Reason", "Imported by mistake").fill("Number of partitions", "58");
    anna.press("Accept, and let these go");
    assertThat(anna.has("#number[aria-invalid]")).isTrue();
    assertThat(server.newest("events").executionId()).isEqualTo(refused);
    anna.fill("Number of partitions", "59").press("Accept, and let these go");

    assertThat(anna.text()).contains("RUNNING");
    anna.await("This run is over").follow("Reload the page");
    assertThat(anna.text()).contains("COMPLETED", "59\ndropped", "Imported by mistake");
    assertThat(server.sandbox().partitions(DB, "events")).doesNotContain("2023-01-01");
    anna.go("/audit?act=accept&q=events");
    assertThat(anna.text()).contains("anna", "Imported by mistake");
  }

  @Test
  void aFailedRunIsRerunOnceWhateverTheBackButtonShows() {
    Browser oskar = browserOf(Users.OSKAR);
    long failed = server.newest(ThirtyNights.FAILED).executionId();

    oskar.go("/policies").follow("run " + failed);
    assertThat(oskar.text()).contains("FAILED", ThirtyNights.HOSTILE_MESSAGE);
    oskar.follow("Rerun").fill("Reason", "The disk has room again").press("Rerun");
    long rerun = server.newest(ThirtyNights.FAILED).executionId();
    assertThat(oskar.path()).isEqualTo("/runs/" + rerun);
    assertThat(rerun).isGreaterThan(failed);
    oskar.await("COMPLETED");
    assertThat(server.sandbox().partitions(DB, ThirtyNights.FAILED))
        .doesNotContain(server.nights().failed());

    oskar.back();
    assertThat(oskar.heading()).isEqualTo("Rerun " + failed);
    oskar.press("Rerun");
    assertThat(server.newest(ThirtyNights.FAILED).executionId()).isEqualTo(rerun);
  }

  @Test
  void aPartitionIsHeldAndThePlanSaysSo() {
    Browser oskar = browserOf(Users.OSKAR);

    oskar.go("/partition?name=2023-01-02&policy=metrics&collection=metrics").follow("Hold it here");
    oskar.fill("Reason", "Asked for by the auditors").press("Place the hold");
    assertThat(oskar.text()).contains("Asked for by the auditors", "oskar@console");

    oskar.go("/plan?policy=metrics&verdict=HELD");
    assertThat(oskar.textOf("table:last-of-type"))
        .contains("metrics/2023-01-02", "Asked for by the auditors");
  }

  @Test
  void aRunIsStartedAndStopped() {
    drops(ThirtyNights.NEVER_RUN, Duration.ofMillis(700));
    Browser oskar = browserOf(Users.OSKAR);
    Browser vera = browserOf(Users.VERA);

    oskar.go("/policies/archive").follow("Run now").fill("Reason", "Room is needed");
    oskar.press("Run now").await("RUNNING");
    vera.go(oskar.path()).await("RUNNING").loseSession().awaitPath("/login");
    oskar.follow("Stop").press("Stop").await("STOPPED");

    oskar.go(oskar.path());
    assertThat(oskar.text()).contains("a rerun continues it", "Room is needed");
    assertThat(server.sandbox().partitions(DB, ThirtyNights.NEVER_RUN)).hasSizeGreaterThan(40);
  }

  @Test
  void twiceTheSameButtonIsOneRun() {
    Browser oskar = browserOf(Users.OSKAR);
    int before = server.executions("reports");

    // The run of this night may be over by now.
    oskar.go("/policies/reports/run").check("As a new attempt").pressTwice("Run now");
    oskar.awaitAny("COMPLETED", "this form has started run");
    if (!oskar.text().contains("COMPLETED")) {
      // The second was answered after the first, and leads to what that has started.
      oskar.follow("Run " + server.newest("reports").executionId()).await("COMPLETED");
    }

    assertThat(server.executions("reports")).isEqualTo(before + 1);
  }

  @Test
  void ofTwoWhoAcceptTheSamePlanOneIsTold() {
    long refused = server.newest("sessions").executionId();
    Browser first = browserOf(Users.ANNA).go("/runs/" + refused + "/accept");
    Browser second = browserOf(Users.ANNA).go("/runs/" + refused + "/accept");
    for (Browser browser : List.of(first, second)) {
      browser.await("What goes").fill("Reason", "Agreed").fill("Number of partitions", "59");
    }

    first.press("Accept, and let these go").await("COMPLETED");
    long accepted = server.newest("sessions").executionId();
    second.press("Accept, and let these go");

    assertThat(second.has("[role=alert]")).isTrue();
    assertThat(server.newest("sessions").executionId()).isEqualTo(accepted);
  }

  @Test
  void whoLacksTheRoleIsToldWhichBeforeAndAfter() {
    Browser vera = browserOf(Users.VERA);
    long refused = server.newest("clicks").executionId();

    vera.go("/runs/" + refused);
    assertThat(vera.offers("Rerun")).isTrue();
    assertThat(vera.has("button[disabled]")).isTrue();
    assertThat(vera.text()).contains("it needs the role operator", "it needs the role approver");
    vera.go("/runs/" + refused + "/rerun");
    assertThat(vera.text()).contains("This needs the role operator; yours: viewer.");
  }

  @Test
  void whatIsSentAfterTheSessionHasEndedIsNotDone() {
    Browser oskar = browserOf(Users.OSKAR);

    oskar.go("/holds/new").fill("Policy", "clicks").fill("Reason", "Too late");
    oskar.loseSession().press("Place the hold");
    assertThat(oskar.text()).contains("Your session has ended, and what you sent was not done.");
    oskar.logIn(Users.OSKAR).go("/holds");

    assertThat(oskar.text()).doesNotContain("Too late");
  }

  /** A token is for programs, and none of them reads pages. */
  @Test
  void aTokenOpensNoPageInWhateverWayItIsSent() {
    Browser browser = Browser.at(server);
    open.add(browser);

    for (String token : List.of("robot", "wrong", "")) {
      browser.sending("Authorization", "Bearer " + token);
      for (String page : List.of("/policies", "/runs", "/audit.json", "/holds/new")) {
        assertThat(browser.go(page).heading()).as(page).isEqualTo("Log in");
      }
      browser.go("/policies?token=" + token + "&access_token=" + token);
      assertThat(browser.heading()).isEqualTo("Log in");
    }
    browser.sending("Authorization", "Basic " + Users.VERA.login() + ":" + Users.PASSWORD);
    assertThat(browser.go("/policies").heading()).isEqualTo("Log in");
    browser.sending("Authorization", "Bearer wrong");
    assertThat(browser.logIn(Users.VERA).heading()).as("nor does it harm").isEqualTo("Policies");
  }

  @Test
  void whatIsDecidedAfterTheSessionHasEndedStartsNothing() {
    Browser oskar = browserOf(Users.OSKAR);
    int before = server.executions("reports");

    oskar.go("/policies/reports/run").fill("Reason", "Too late");
    oskar.loseSession().press("Run now");
    assertThat(oskar.text()).contains("Your session has ended, and what you sent was not done.");
    oskar.logIn(Users.OSKAR);

    assertThat(server.executions("reports")).isEqualTo(before);
    oskar.go("/audit?q=Too+late");
    assertThat(oskar.text()).doesNotContain("reports");
  }

  @Test
  void whoAcceptsWithoutTheRoleIsRefusedThoughTheFormWasThere() {
    Browser anna = browserOf(Users.ANNA);
    Browser oskar = browserOf(Users.OSKAR);
    long refused = server.newest("clicks").executionId();

    assertThat(anna.go("/runs/" + refused + "/accept").heading()).startsWith("Accept the plan");
    assertThat(oskar.go("/runs/" + refused + "/accept").text())
        .contains("This needs the role approver; yours: operator.");
    oskar.go("/audit?who=oskar&act=accept");
    assertThat(oskar.text()).as("to look is no act").doesNotContain("clicks");
  }
}
