package io.github.milvusretention.database;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Closes what a test opened and did not close itself, the last first: nothing of one test reaches
 * the next. JUnit finds it in META-INF/services.
 */
public final class AfterTest implements AfterEachCallback {
  private static final Deque<AutoCloseable> OPEN = new ConcurrentLinkedDeque<>();

  /** Closes this after the test that is running. */
  public static void close(AutoCloseable opened) {
    OPEN.push(opened);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Exception first = null;
    for (AutoCloseable open = OPEN.poll(); open != null; open = OPEN.poll()) {
      try {
        open.close();
      } catch (Exception e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
