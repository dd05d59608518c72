package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ConsoleKeys;
import io.github.milvusretention.rules.RulesFile.OidcKeys;
import io.github.milvusretention.rules.RulesFile.OidcRoleKeys;
import io.github.milvusretention.rules.RulesFile.TokenKeys;
import io.github.milvusretention.rules.RulesFile.UserKeys;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.rules.console.ProgramToken;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.rules.console.User;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of sections who may see and act in the console. */
record ConsoleCheck(Sections sections) {
  private static final String OIDC = "oidc";

  /** The one that has the names of people. */
  private static final List<String> DEFAULT_SCOPES = List.of("profile");

  /**
   * Without whoever has a mistake, or a secret without a value that this process can do without.
   *
   * @param console null if nothing is written of it
   */
  ConsoleRules of(ConsoleKeys keys, @Nullable Section console) {
    List<Section> users = console == null ? List.of() : console.named("users");
    List<Section> tokens = console == null ? List.of() : console.named("tokens");
    Section provider = console == null ? null : console.sections().get(OIDC);
    List<Section> providers = provider == null ? List.of() : List.of(provider);
    return new ConsoleRules(
        keys.readOnly(),
        sections.all(users, UserKeys.class, (section, user) -> {}, ConsoleCheck::user),
        sections.all(providers, OidcKeys.class, this::checkRoles, ConsoleCheck::provider).get(OIDC),
        sections.all(
            tokens,
            TokenKeys.class,
            (section, token) -> refuseNameOfUser(section, users),
            ConsoleCheck::token));
  }

  private static @Nullable User user(String name, UserKeys keys) {
    return keys.password() == null
        ? null
        : new User(name, keys.password(), Set.copyOf(keys.roles()));
  }

  private static @Nullable ProgramToken token(String name, TokenKeys keys) {
    return keys.hash() == null
        ? null
        : new ProgramToken(name, keys.hash(), Set.copyOf(keys.roles()));
  }

  private void checkRoles(Section section, OidcKeys keys) {
    if (roles(keys.roles()).isEmpty() && !sections.mistakes().on(section.at("roles"))) {
      sections.refuse(
          section,
          "roles",
          "gives nobody a role",
          "write the groups of a role beneath it, such as operator: [milvus-operators]");
    }
  }

  private static @Nullable OidcRules provider(String name, OidcKeys keys) {
    return keys.issuer() == null || keys.clientId() == null || keys.clientSecret() == null
        ? null
        : new OidcRules(
            keys.issuer(),
            keys.clientId(),
            keys.clientSecret(),
            keys.nameClaim(),
            keys.groupsClaim(),
            keys.scopes().isEmpty() ? DEFAULT_SCOPES : keys.scopes(),
            roles(keys.roles()));
  }

  private static Map<Role, Set<String>> roles(@Nullable OidcRoleKeys written) {
    Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
    if (written != null) {
      roles.put(Role.VIEWER, Set.copyOf(written.viewer()));
      roles.put(Role.OPERATOR, Set.copyOf(written.operator()));
      roles.put(Role.APPROVER, Set.copyOf(written.approver()));
      roles.values().removeIf(Set::isEmpty);
    }
    return roles;
  }

  /** What one of the two did would be told as an act of the other. */
  private void refuseNameOfUser(Section token, List<Section> users) {
    if (users.stream()
        .anyMatch(user -> Keys.uniform(user.name()).equals(Keys.uniform(token.name())))) {
      String problem = "has the name of a user, and acts are told by name";
      sections.refuse(token, null, problem, "give it another name");
    }
  }
}
