package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ConsoleKeys;
import io.github.milvusretention.rules.RulesFile.TokenKeys;
import io.github.milvusretention.rules.RulesFile.UserKeys;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.ProgramToken;
import io.github.milvusretention.rules.console.User;
import io.github.milvusretention.rules.yaml.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes of sections who may see and act in the console. */
record ConsoleCheck(Binding binding, Mistakes mistakes) {

  /**
   * Without whoever has a mistake, or a secret without a value that this process can do without.
   */
  ConsoleRules of(ConsoleKeys keys, List<Section> users, List<Section> tokens) {
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
    return new ConsoleRules(keys.readOnly(), people, programs);
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
