package io.github.milvusretention.console.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.story.SettableClock;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** How long a session lasts at most. */
class LongestSessionTest {
  private static final Instant LOG_IN = Instant.parse("2026-03-02T08:00:00Z");

  private final SettableClock clock = new SettableClock(LOG_IN.toString());
  private final LongestSession sessions = new LongestSession(clock);
  private final MockHttpSession session = new MockHttpSession();

  private boolean lasts(Duration after) throws ServletException, IOException {
    clock.set(LOG_IN.plus(after));
    MockFilterChain chain = new MockFilterChain();
    sessions.doFilter(request(), new MockHttpServletResponse(), chain);
    assertThat(chain.getRequest()).as("goes on, as somebody or as nobody").isNotNull();
    return !session.isInvalid();
  }

  private MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    return request;
  }

  @Test
  void it_lasts_twelve_hours_whatever_is_asked() throws Exception {
    sessions.begin(request());

    for (int hour = 1; hour < 12; hour++) {
      assertThat(lasts(Duration.ofHours(hour))).isTrue();
    }
    assertThat(lasts(Duration.ofHours(12).minusMillis(1))).isTrue();
    assertThat(lasts(Duration.ofHours(12))).isFalse();
  }

  /** As when two requests come at that moment, or with a log-out. */
  @Test
  void one_that_another_request_ends_meanwhile_is_ended_too() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(
        new MockHttpSession() {
          @Override
          public @Nullable Object getAttribute(String name) {
            Object value = super.getAttribute(name);
            invalidate();
            return value;
          }
        });
    sessions.begin(request);
    clock.set(LOG_IN.plus(Duration.ofHours(12)));
    MockFilterChain chain = new MockFilterChain();

    sessions.doFilter(request, new MockHttpServletResponse(), chain);

    assertThat(chain.getRequest()).as("goes on, as nobody").isNotNull();
  }

  @Test
  void another_log_in_begins_it_anew() throws Exception {
    sessions.begin(request());
    clock.set(LOG_IN.plus(Duration.ofHours(6)));
    sessions.begin(request());

    assertThat(lasts(Duration.ofHours(17))).isTrue();
    assertThat(lasts(Duration.ofHours(18))).isFalse();
  }

  @Test
  void one_of_nobody_is_left_alone() throws Exception {
    assertThat(lasts(Duration.ofDays(30))).isTrue();
  }
}
