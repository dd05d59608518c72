package io.github.milvusretention.console.access;

import io.github.milvusretention.rules.console.User;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks each password for as long as against the dearest hash of a user, so that the time of an
 * answer does not tell whether there is a user of that name. Spring Security checks an unknown name
 * against a hash that it has this encode.
 */
final class EvenPasswords implements PasswordEncoder {
  private static final int LEAST_COST = 10;

  private final BCryptPasswordEncoder bcrypt;
  private final int dearest;

  EvenPasswords(Collection<User> users) {
    this.dearest =
        users.stream().mapToInt(user -> user.password().cost()).reduce(LEAST_COST, Math::max);
    this.bcrypt = new BCryptPasswordEncoder(dearest);
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return bcrypt.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    boolean matches = bcrypt.matches(password, hash);
    List<String> rest = hash == null ? List.of() : rest(hash);
    rest.forEach(other -> bcrypt.matches(password, other));
    return matches;
  }

  /** Each cost takes twice the time of the one below: those from here on make up for the rest. */
  private List<String> rest(String hash) {
    return IntStream.range(cost(hash), dearest)
        .mapToObj("$2a$%02d$"::formatted)
        .map(begin -> begin + ".".repeat(53))
        .toList();
  }

  /** Of {@code $2a$10$…}. */
  private static int cost(String hash) {
    return Integer.parseInt(hash.substring(4, 6));
  }
}
