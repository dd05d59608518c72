package io.github.milvusretention.console.access.oidc;

import static io.github.milvusretention.console.access.Visitor.SESSION;
import static io.github.milvusretention.console.access.oidc.OidcConsole.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.access.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who somebody is here whom the provider knows, and who is let in. */
class OidcPeopleTest {
  private final OidcConsole live;

  OidcPeopleTest(OidcConsole live) {
    this.live = live;
  }

  @BeforeEach
  void nobodyIsKnown() {
    live.reset();
  }

  @Test
  void who_has_no_role_is_told_so() {
    Visitor visitor = live.visitor();

    HttpResponse<String> refused =
        live.logIn(visitor, person("norbert", "others", "ops", "READERS"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "The provider knows you as norbert, but none of your groups has a role here. Ask"
                + " whoever keeps the rules file.");
    assertThat(visitor.cookies()).doesNotContainKey(SESSION);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }

  @Test
  void without_groups_there_is_no_role() {
    assertThat(live.logIn(live.visitor(), Map.of("preferred_username", "pia")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void one_group_may_be_a_text() {
    Visitor visitor = live.visitor();

    live.logIn(visitor, Map.of("preferred_username", "pia", "groups", "/ops"));

    assertThat(visitor.get("/policies").body()).contains(">operator</span>");
  }

  @Test
  void a_missing_name_is_not_made_up() {
    Visitor visitor = live.visitor();

    HttpResponse<String> refused =
        live.logIn(visitor, Map.of("email", "pia@example.org", "name", "Pia", "groups", "/ops"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "The provider did not say your name: the claim preferred_username is missing. Ask"
                + " whoever keeps the rules file or the provider.");
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "ann\u202e", "\u0430nn", " x", "a\nb", "-a"})
  void an_odd_name_is_refused_and_not_shown(String name) {
    HttpResponse<String> refused = live.logIn(live.visitor(), person(name, "/ops"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("The name that the provider has for you cannot be used here")
        .doesNotContain(name)
        .doesNotContain("alert(1)");
  }

  @Test
  void a_name_with_markup_is_shown_as_text() {
    Visitor visitor = live.visitor();

    live.logIn(visitor, person("a<b>&\"'", "readers"));

    assertThat(visitor.get("/policies").body()).contains("a&lt;b&gt;&amp;&quot;&#39;</span>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ADA", "a-d_a", "Ada."})
  void nobody_gets_the_name_of_a_user(String name) {
    HttpResponse<String> refused = live.logIn(live.visitor(), person(name, "/ops", "approvers"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("The provider knows you as " + name + ", which is the name of a user or token");
  }

  @Test
  void what_the_id_token_lacks_is_asked_for() {
    Visitor visitor = live.visitor();
    live.provider.userInfo =
        Map.of("sub", "subject-1", "preferred_username", "quinn", "groups", List.of("/ops"));

    live.logIn(visitor, Map.of("groups", List.of("readers")));

    assertThat(visitor.get("/policies").body())
        .contains(">quinn</span>")
        .as("what the ID token says counts")
        .contains(">viewer</span>");
  }

  @Test
  void what_is_told_of_somebody_else_is_not_used() {
    Visitor visitor = live.visitor();
    live.provider.userInfo =
        Map.of("sub", "subject-2", "preferred_username", "quinn", "groups", List.of("/ops"));

    assertThat(live.logIn(visitor, Map.of()).statusCode()).isEqualTo(503);
    assertThat(visitor.get("/policies").statusCode()).isEqualTo(303);
  }
}
