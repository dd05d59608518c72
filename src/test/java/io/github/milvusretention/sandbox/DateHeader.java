package io.github.milvusretention.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Date header of the answers. The JDK's server sets it to the real time right before it writes
 * the headers, so another one can only be put there while it writes: by an empty header that is
 * written earlier, since its name comes first in the server's map.
 */
final class DateHeader {
  private static final String WRITTEN_FIRST = "Before-p";

  private volatile @Nullable Clock clock;
  private volatile boolean omitted;

  void follow(Clock clock) {
    this.clock = clock;
    omitted = false;
  }

  void omit() {
    omitted = true;
  }

  void set(HttpExchange http) {
    if (clock != null || omitted) {
      Headers headers = http.getResponseHeaders();
      headers.put(WRITTEN_FIRST, new NoValues(() -> replace(headers.get("Date"))));
    }
  }

  private void replace(@Nullable List<String> date) {
    if (date == null) {
      return;
    }
    date.clear();
    Clock followed = clock;
    if (!omitted && followed != null) {
      ZonedDateTime now = followed.instant().atZone(ZoneOffset.UTC);
      date.add(
          DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).format(now));
    }
  }

  /** Tells when it is written. */
  private static final class NoValues extends AbstractList<String> {
    private final Runnable written;

    NoValues(Runnable written) {
      this.written = written;
    }

    @Override
    public Iterator<String> iterator() {
      written.run();
      return List.<String>of().iterator();
    }

    @Override
    public String get(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
      return 0;
    }
  }
}
