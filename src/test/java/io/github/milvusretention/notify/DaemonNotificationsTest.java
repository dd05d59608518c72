package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.github.milvusretention.rules.Rules;
import org.junit.jupiter.api.Test;

/** What a failure of one attempt means for those after it. */
class DaemonNotificationsTest {
  private final Deliveries deliveries = mock(Deliveries.class);

  @Test
  void anAttemptThatRunsOutOfMemoryIsNotTheLast() throws InterruptedException {
    doThrow(new OutOfMemoryError("taken by others")).when(deliveries).deliver();
    DaemonNotifications daemon =
        new DaemonNotifications(deliveries, mock(Reminders.class), mock(Rules.class));

    assertThatCode(daemon::send).doesNotThrowAnyException();
    daemon.stop();
  }
}
