package io.github.milvusretention.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class TerminationSignalTest {
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void theFirstSignalAsksToStop(String name) throws InterruptedException {
    Signal signal = new Signal(name);
    SignalHandler before = Signal.handle(signal, any -> {});
    assumeThat(before).as("not ignored, as under nohup").isNotEqualTo(SignalHandler.SIG_IGN);
    CountDownLatch stopped = new CountDownLatch(1);
    TerminationSignal.onFirst(stopped::countDown);

    Signal.raise(signal);

    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Signal.handle(signal, before))
        .as("a second one ends the process")
        .isEqualTo(SignalHandler.SIG_DFL);
  }
}
