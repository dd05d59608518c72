package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ConsoleKeys;
import io.github.milvusretention.rules.RulesFile.TokenKeys;
import io.github.milvusretention.rules.RulesFile.UserKeys;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.ProgramToken;
import io.github.milvusretention.rules.console.User;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of sections who may see and act in the console. */
record ConsoleCheck(Sections sections) {

  /**
   * Without whoever has a mistake, or a secret without a value that this process can do without.
   *
   * @param console null if nothing is written of it
   */
  ConsoleRules of(ConsoleKeys keys, @Nullable Section console) {
    List<Section> users = console == null ? List.of() : console.named("users");
    List<Section> tokens = console == null ? List.of() : console.named("tokens");
    return new ConsoleRules(
        keys.readOnly(),
        sections.all(users, UserKeys.class, (section, user) -> {}, ConsoleCheck::user),
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

  /** What one of the two did would be told as an act of the other. */
  private void refuseNameOfUser(Section token, List<Section> users) {
    if (users.stream()
        .anyMatch(user -> Keys.uniform(user.name()).equals(Keys.uniform(token.name())))) {
      String problem = "has the name of a user, and acts are told by name";
      sections.refuse(token, null, problem, "give it another name");
    }
  }
}
