package io.github.milvusretention.lease;

import io.github.milvusretention.clock.ClockReading;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** The clock of the job repository's database, where that is another machine's. */
public class RepositoryClock {
  private final DataSource database;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Of several servers that hold the same database the first one answers. */
  private static final Pattern H2_SERVER =
      Pattern.compile(
          "(?i)jdbc:h2:(?:tcp|ssl):(?://)?(?<host>\\[[0-9a-f:.]+]|[\\w.-]+)(?:[:,/].*)?");

  private record Answer(Instant now, @Nullable String address) {}

  RepositoryClock(DataSource database, JdbcClient jdbc, Clock clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Empty for an H2 file, and for a server on this machine, whose clock is the same one. */
  public Optional<ClockReading> read() {
    String url = url();
    if (!url.startsWith("jdbc:h2:")) {
      return ask("host(inet_server_addr())");
    }
    Matcher server = H2_SERVER.matcher(url);
    return server.matches() ? ask("'" + server.group("host") + "'") : Optional.empty();
  }

  private Optional<ClockReading> ask(String address) {
    Instant before = clock.instant();
    Answer answer =
        jdbc.sql("SELECT CURRENT_TIMESTAMP AS now, " + address + " AS address")
            .query(
                (row, n) ->
                    new Answer(
                        row.getObject("now", OffsetDateTime.class).toInstant(),
                        row.getString("address")))
            .single();
    return reading(before, clock.instant(), answer.now(), answer.address());
  }

  static Optional<ClockReading> reading(
      Instant before, Instant after, Instant shown, @Nullable String address) {
    return isHere(address)
        ? Optional.empty()
        : Optional.of(
            ClockReading.of(
                "the job repository's database", before, after, shown, Duration.ofMillis(1)));
  }

  private String url() {
    try {
      return JdbcUtils.extractDatabaseMetaData(database, DatabaseMetaData::getURL);
    } catch (MetaDataAccessException e) {
      throw new IllegalStateException("the job repository's database does not tell its name", e);
    }
  }

  /**
   * @param address of the server's end of the connection, or its name; null for a socket file
   */
  private static boolean isHere(@Nullable String address) {
    if (address == null) {
      return true;
    }
    try {
      InetAddress server = InetAddress.getByName(address);
      return server.isLoopbackAddress() || NetworkInterface.getByInetAddress(server) != null;
    } catch (UnknownHostException | SocketException unknown) {
      // To compare with a clock of our own does no harm.
      return false;
    }
  }
}
