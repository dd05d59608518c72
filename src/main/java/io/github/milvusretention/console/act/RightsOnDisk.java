package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.Actor.Source;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules file, as it is now, takes from those whom this process has let in. Rights that are
 * new there count after a restart; those that are gone are gone at once.
 */
class RightsOnDisk {
  private final RulesOnDisk rules;
  private final Clock clock;

  RightsOnDisk(RulesOnDisk rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Who somebody is by one reading of the rules. */
  private record Entry(Object secret, Set<Role> roles) {}

  /** Why that person or program may no longer act in that role; empty if it may. */
  Optional<String> objection(Actor actor, Role role) {
    return objection(actor.who(), actor.source(), role);
  }

  /** The same for somebody at a page. */
  Optional<String> objection(String who, Role role) {
    return objection(who, Source.CONSOLE, role);
  }

  private Optional<String> objection(String who, Source source, Role role) {
    ConsoleRules read = rules.rules().console();
    return rules.consoleNow(clock.instant()).flatMap(now -> taken(read, now, who, source, role));
  }

  private static Optional<String> taken(
      ConsoleRules before, ConsoleRules now, String who, Source source, Role role) {
    if (now.readOnly()) {
      return Optional.of("the rules file says read-only by now");
    }
    Entry read = entry(before, who, source);
    Entry left = entry(now, who, source);
    if (read == null) {
      return source == Source.CONSOLE
          ? takenFromProvider(before.oidc(), now.oidc(), who, role)
          : Optional.empty();
    }
    if (left == null) {
      return Optional.of("the rules file no longer has " + who);
    }
    if (!left.secret().equals(read.secret())) {
      return Optional.of("the rules file has another secret of " + who + " by now");
    }
    return left.roles().contains(role)
        ? Optional.empty()
        : Optional.of("the rules file no longer gives " + who + " the role " + role.text());
  }

  /** Of somebody who logged in by the provider, whose groups are not known here any more. */
  private static Optional<String> takenFromProvider(
      @Nullable OidcRules before, @Nullable OidcRules now, String who, Role role) {
    if (before == null) {
      return Optional.empty();
    }
    if (now == null || !now.hasSameProvider(before)) {
      return Optional.of("the rules file no longer has the provider that let in " + who);
    }
    return now.groupsOf(role).containsAll(before.groupsOf(role))
        ? Optional.empty()
        : Optional.of("the rules file no longer gives " + who + " the role " + role.text());
  }

  private static @Nullable Entry entry(ConsoleRules rules, String who, Source source) {
    if (source == Source.API) {
      return Optional.ofNullable(rules.tokens().get(who))
          .map(token -> new Entry(token.hash(), token.roles()))
          .orElse(null);
    }
    return Optional.ofNullable(rules.users().get(who))
        .map(user -> new Entry(user.password(), user.roles()))
        .orElse(null);
  }
}
