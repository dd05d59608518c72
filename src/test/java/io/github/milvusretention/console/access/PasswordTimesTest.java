package io.github.milvusretention.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How long a log-in takes does not tell whether there is a user of that name. */
@Slow
class PasswordTimesTest {
  private DaoAuthenticationProvider logIns;

  @BeforeEach
  void users(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("retention.yaml"),
            """
            retention:
              console:
                users:
                  old: {password: "{bcrypt}%s", roles: [viewer]}
                  new: {password: "{bcrypt}%s", roles: [viewer]}
              clusters:
                local: {uri: "http://127.0.0.1:1"}
              policies:
                nightly: {cluster: local, collections: [docs], partitions: [uuuu], keep: P3M}
            """
                .formatted(hash(10), hash(12)));
    Rules rules = RulesOnDisk.read(file, Map.of(), Instant.now()).rules();
    logIns = new DaoAuthenticationProvider(AccessBeans.users(rules));
    logIns.setPasswordEncoder(AccessBeans.passwordEncoder(rules));
    // What it does once is no part of any log-in.
    cost("nobody");
  }

  private static String hash(int cost) {
    return new BCryptPasswordEncoder(cost).encode("right");
  }

  /** The least time of the processor that a refused log-in takes, in nanoseconds. */
  private long cost(String user) {
    return LongStream.range(0, 3).map(i -> once(user)).min().orElseThrow();
  }

  private long once(String user) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      logIns.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(user, "wrong"));
    } catch (BadCredentialsException e) {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
    throw new AssertionError(user + " logged in");
  }

  @Test
  void all_names_take_as_long_as_the_dearest_hash() {
    long dearest = cost("new");

    assertThat(cost("nobody")).as("nobody").isBetween(dearest / 2, dearest * 2);
    assertThat(cost("old")).as("a cheaper hash").isBetween(dearest / 2, dearest * 2);
  }

  @Test
  void who_has_the_password_gets_in_whatever_its_cost() {
    for (String user : new String[] {"old", "new"}) {
      assertThat(
              logIns
                  .authenticate(UsernamePasswordAuthenticationToken.unauthenticated(user, "right"))
                  .isAuthenticated())
          .isTrue();
    }
  }
}
