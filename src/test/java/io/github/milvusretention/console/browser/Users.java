package io.github.milvusretention.console.browser;

import io.github.milvusretention.rules.console.TokenHash;
import java.util.Locale;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Who can log in; the password is that of everybody. */
enum Users {
  /** Reads. */
  VERA("viewer"),
  /** Runs, reruns, stops, holds, lifts and restores. */
  OSKAR("operator"),
  /** Accepts what others started. */
  ANNA("operator, approver");

  static final String PASSWORD = "correct horse battery staple";

  private final String roles;

  Users(String roles) {
    this.roles = roles;
  }

  String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as the rules file has them beneath {@code retention:}. */
  static String rules() {
    String hash = "{bcrypt}" + new BCryptPasswordEncoder().encode(PASSWORD);
    StringBuilder rules = new StringBuilder("  console:\n    users:\n");
    for (Users user : values()) {
      rules.append(
          "      %s: {password: \"%s\", roles: [%s]}\n".formatted(user.login(), hash, user.roles));
    }
    rules.append(
        "    tokens:\n      robot: {hash: \"%s\", roles: [operator]}\n"
            .formatted(TokenHash.of("robot").value()));
    return rules.toString();
  }
}
