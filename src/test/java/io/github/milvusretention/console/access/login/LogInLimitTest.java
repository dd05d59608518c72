package io.github.milvusretention.console.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.PassedTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often log-ins may fail. */
class LogInLimitTest {
  private final PassedTime time = new PassedTime();
  private final LogInLimit limit = new LogInLimit(time);

  private int taken(String name, String from, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += limit.take(new LogIn(name, from)) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void a_name_has_five_tries_a_minute_from_an_address() {
    assertThat(taken("ann", "192.0.2.1", 3) + taken("Ann", "192.0.2.1", 4)).isEqualTo(5);
    assertThat(taken("bob", "192.0.2.1", 1)).isEqualTo(1);

    time.pass(Duration.ofSeconds(12));
    assertThat(taken("ann", "192.0.2.1", 2)).isEqualTo(1);

    time.pass(Duration.ofMinutes(1));
    assertThat(taken("ann", "192.0.2.1", 9)).isEqualTo(5);
  }

  @Test
  void failures_elsewhere_do_not_keep_a_name_out() {
    assertThat(taken("ann", "192.0.2.1", 9)).isEqualTo(5);

    assertThat(taken("ann", "192.0.2.2", 1)).isEqualTo(1);
  }

  @Test
  void a_name_has_fifty_from_wherever() {
    int taken = 0;
    for (int i = 0; i < 30; i++) {
      taken += taken("ann", "192.0.2." + i, 5);
    }
    assertThat(taken).isEqualTo(50);
    assertThat(taken("bob", "192.0.2.99", 1)).isEqualTo(1);
  }

  @Test
  void an_address_has_twenty_for_all_names() {
    int taken = 0;
    for (int i = 0; i < 30; i++) {
      taken += taken("user" + i, "192.0.2.1", 1);
    }
    assertThat(taken).isEqualTo(20);
    assertThat(taken("user99", "192.0.2.2", 1)).isEqualTo(1);
  }

  @Test
  void a_network_of_ipv6_is_one_address() {
    int taken = 0;
    for (int i = 0; i < 30; i++) {
      taken += taken("user" + i, "2001:db8:0:7:0:0:0:" + i, 1);
    }
    assertThat(taken).isEqualTo(20);
  }

  @Test
  void one_that_succeeds_does_not_count_as_failed() {
    for (int i = 0; i < 40; i++) {
      LogIn one = new LogIn("user" + i % 2, "192.0.2.1");
      assertThat(limit.take(one)).isTrue();
      limit.giveBack(one);
    }
  }

  @Test
  void nobody_logs_in_without_end() {
    LogIn ann = new LogIn("ann", "192.0.2.1");
    for (int i = 0; i < 50; i++) {
      assertThat(limit.take(ann)).isTrue();
      limit.giveBack(ann);
    }
    assertThat(limit.take(ann)).isFalse();
  }

  @Test
  void a_name_that_no_user_can_have_counts_for_its_address() {
    int taken = 0;
    for (int i = 0; i < 30; i++) {
      taken += taken("\u0001ann", "192.0.2.1", 1);
    }
    assertThat(taken).isEqualTo(20);
  }

  @Test
  void that_an_address_has_to_wait_is_told_once_a_minute() {
    assertThat(limit.tells(new LogIn("ann", "192.0.2.1"))).isTrue();
    assertThat(limit.tells(new LogIn("bob", "192.0.2.1"))).isFalse();
    time.pass(Duration.ofMinutes(1));
    assertThat(limit.tells(new LogIn("bob", "192.0.2.1"))).isTrue();
  }

  /** More names than are remembered: those asked for last are still counted. */
  @Test
  void names_at_random_do_not_fill_the_memory() {
    for (int i = 0; i < 30_000; i++) {
      taken("random" + i, "10.0." + i % 250 + "." + i / 250, 1);
    }
    assertThat(taken("ann", "192.0.2.1", 9)).isEqualTo(5);
  }
}
