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
import io.github.milvusretention.rules.yaml.Mistakes;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of sections who may see and act in the console. */
record ConsoleCheck(Binding binding, Mistakes mistakes) {
  /** The one that has the names of people. */
  private static final List<String> DEFAULT_SCOPES = List.of("profile");

  /**
   * Without whoever has a mistake, or a secret without a value that this process can do without.
   *
   * @param oidc null if nothing is written of it
   */
  ConsoleRules of(
      ConsoleKeys keys, List<Section> users, @Nullable Section oidc, List<Section> tokens) {
    Map<String, User> people = new LinkedHashMap<>();
    for (Section section : users) {
      UserKeys user = binding.bind(section, UserKeys.class);
      if (!mistakes.on(section.path()) && user.password() != null) {
        people.put(
            section.name(), new User(section.name(), user.password(), Set.copyOf(user.roles())));
      }
    }
    Map<String, ProgramToken> programs = new LinkedHashMap<>();
    for (Section section : tokens) {
      refuseNameOfUser(section, users);
      TokenKeys token = binding.bind(section, TokenKeys.class);
      if (!mistakes.on(section.path()) && token.hash() != null) {
        programs.put(
            section.name(),
            new ProgramToken(section.name(), token.hash(), Set.copyOf(token.roles())));
      }
    }
    return new ConsoleRules(
        keys.readOnly(), people, oidc == null ? null : provider(oidc), programs);
  }

  private @Nullable OidcRules provider(Section section) {
    OidcKeys oidc = binding.bind(section, OidcKeys.class);
    Map<Role, Set<String>> roles = roles(oidc.roles());
    if (roles.isEmpty() && !mistakes.on(section.at("roles"))) {
      mistakes.add(
          section.place(),
          section.at("roles"),
          "gives nobody a role",
          "write the groups of a role beneath it, such as operator: [milvus-operators]");
    }
    if (mistakes.on(section.path())
        || oidc.issuer() == null
        || oidc.clientId() == null
        || oidc.clientSecret() == null) {
      return null;
    }
    return new OidcRules(
        oidc.issuer(),
        oidc.clientId(),
        oidc.clientSecret(),
        oidc.nameClaim(),
        oidc.groupsClaim(),
        oidc.scopes().isEmpty() ? DEFAULT_SCOPES : oidc.scopes(),
        roles);
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
      mistakes.add(
          token.place(),
          token.path(),
          "has the name of a user, and acts are told by name",
          "give it another name");
    }
  }
}
