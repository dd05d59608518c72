package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The H2 file that nobody set up: who may read it, and that it is still the one that it was. */
@Slow
class RepositoryFileStoryTest {
  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Path data;
  private final Path file;

  RepositoryFileStoryTest(@TempDir Path directory) {
    here = Installation.withoutTables(Databases.H2, directory, sandbox);
    data = directory.resolve("data");
    file = data.resolve("retention.mv.db");
  }

  @Test
  void aNewOneSaysSoOnce() {
    assertThat(run("runs").err())
        .containsOnlyOnce("a new job repository was created in " + data)
        .hasLineCount(1);
    assertThat(run("runs").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096, 8192, 20000})
  void aFileThatWasCutShortIsRefused(int size) throws IOException {
    assertThat(run("run").exit()).isZero();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
    refused(run("runs"), "retention");
  }

  @Test
  void aFileThatWasDeletedBesideItsMarkIsRefused() throws IOException {
    assertThat(run("run").exit()).isZero();
    Files.delete(file);

    refused(run("runs"), file + " is missing");

    Files.delete(data.resolve("retention.id"));
    assertThat(run("runs").err()).as("as the message says").contains("a new job repository");
  }

  @Test
  void aFileThatWasEmptyBeforeWeCameIsRefused() throws IOException {
    Files.createDirectories(data);
    Files.createFile(file);

    refused(run("runs"), file + " is empty");
  }

  @Test
  void anOlderCopyOfTheFileIsRefusedUntilSomebodySaysThatItIsMeant() throws IOException {
    Path backup = data.resolveSibling("backup");
    assertThat(run("run").exit()).isZero();
    copy(data, backup);
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run").exit()).isZero();
    Files.copy(backup.resolve("retention.mv.db"), file, StandardCopyOption.REPLACE_EXISTING);

    refused(run("runs"), "is older than the last run that was recorded in it");

    Files.delete(data.resolve("retention.id"));
    assertThat(run("runs --output json").only().get("executionId").intValue())
        .as("as the message says")
        .isEqualTo(1);
    assertThat(data.resolve("retention.id")).exists();
  }

  @Test
  void anothersFileIsRefused() throws IOException {
    assertThat(run("runs").exit()).isZero();
    Files.createDirectories(data.resolveSibling("more"));
    Installation another =
        Installation.withoutTables(Databases.H2, data.resolveSibling("more"), sandbox);
    assertThat(another.run("runs").exit()).isZero();
    another.restart();
    Path its = data.resolveSibling("more").resolve("data");
    for (String name : new String[] {"retention.mv.db", "retention.password"}) {
      Files.copy(its.resolve(name), data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    refused(run("runs"), "is not the one that " + data.resolve("retention.id") + " names");
  }

  @Test
  void withoutItsPasswordItDoesNotOpen() throws IOException {
    assertThat(run("runs").exit()).isZero();
    Path password = data.resolve("retention.password");
    Files.writeString(password, "another\n");
    refused(run("runs"), "the user or the password is wrong");
    Files.delete(password);
    refused(run("runs"), password + " is missing");
  }

  @Test
  void aMarkThatIsDamagedIsToldWithItsCure() throws IOException {
    assertThat(run("run").exit()).isZero();
    Path id = data.resolve("retention.id");
    Files.writeString(id, "repository ? created yesterday");

    refused(run("runs"), id + " is not as this program wrote it");

    Files.delete(id);
    assertThat(run("runs --output json").only().get("dropped").intValue())
        .as("as the message says")
        .isEqualTo(7);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldInWords() throws IOException {
    Path link = Files.createSymbolicLink(data.resolveSibling("link"), data.resolveSibling("gone"));
    assumeThat(Path.of("/proc")).isDirectory();

    for (Path wanted : List.of(link, Path.of("/proc/x"))) {
      here.variable("RETENTION_DATA_DIR", wanted.toString());
      Ended ended = run("runs");
      assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
      assertThat(ended.err())
          .contains("the job repository cannot be kept in " + wanted, "RETENTION_DATA_DIR")
          .containsAnyOf(
              "is a link that leads to no directory", "does not exist and cannot be made")
          .doesNotContain("null", "is a file");
    }
  }

  @Test
  void onlyItsOwnerMayEnterAndAPasswordIsAsked() throws IOException {
    posix();
    assertThat(run("run").exit()).isZero();

    assertThat(mode(data)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).hasSize(3).allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
    }
    assertThat(Files.readString(data.resolve("retention.password")).strip()).hasSizeGreaterThan(30);
    assertThat(here.database().ask("SELECT 1")).containsExactly("1");
    Database open = here.database();
    Database withoutPassword = new Database(open.url(), "sa", () -> "", open.environment());
    assertThatThrownBy(withoutPassword::tables)
        .hasRootCauseMessage("Wrong user name or password [28000-240]");
  }

  @Test
  void whileItIsOpenItsLockFileIsClosedToOthersToo() throws SQLException {
    posix();
    assertThat(run("runs").exit()).isZero();
    // Held open as a daemon would; H2 makes the file with the modes that the umask leaves.
    try (Connection daemon = here.database().connect()) {
      assertThat(daemon.isValid(1)).isTrue();
      assertThat(run("runs").exit()).isZero();
      assertThat(mode(data.resolve("retention.lock.db"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aDirectoryThatWasOpenIsClosedAndTheFileOfAnEarlierVersionGetsAPassword() throws IOException {
    posix();
    assertThat(run("run").exit()).isZero();
    asAnEarlierVersionLeftIt();
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(run("runs --output json").only().get("dropped").intValue()).isEqualTo(7);

    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(here.database().ask("SELECT 1")).containsExactly("1");
  }

  @Test
  void whoeverWasKilledBetweenThePasswordsFileAndTheDatabaseIsNotLockedOut() throws IOException {
    assertThat(run("run").exit()).isZero();
    asAnEarlierVersionLeftIt();
    Files.writeString(data.resolve("retention.password"), "written-but-never-set\n");

    assertThat(run("runs --output json").only().get("dropped").intValue()).isEqualTo(7);
    assertThat(Files.readString(data.resolve("retention.password")))
        .isEqualTo("written-but-never-set\n");
    assertThat(run("runs").exit()).isZero();
  }

  @Test
  void halfAPasswordWasNeverUsed() throws IOException {
    Files.createDirectories(data);
    Files.writeString(data.resolve("retention.password"), "abc");

    assertThat(run("runs").exit()).isZero();
    assertThat(Files.readString(data.resolve("retention.password"))).hasSizeGreaterThan(30);
  }

  @Test
  void aDirectoryThatHoldsOtherThingsStaysAsItIs() throws IOException {
    posix();
    Files.createDirectories(data);
    Files.writeString(data.resolve("another's"), "");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(run("runs").err()).contains("created in " + data.resolve("retention"));

    assertThat(mode(data)).isEqualTo("rwxr-xr-x");
    assertThat(mode(data.resolve("retention"))).isEqualTo("rwx------");
    assertThat(data.resolve("retention").resolve("retention.mv.db")).exists();
    Files.delete(data.resolve("another's"));
    assertThat(run("runs").err()).as("it stays there").isEmpty();
  }

  @Test
  void theFileOfAnEarlierVersionInSomebodyElsesDirectoryMovesIntoOneOfOurs() throws IOException {
    posix();
    assertThat(run("run").exit()).isZero();
    asAnEarlierVersionLeftIt();
    assumeThat(giveAway(data)).as("only root can make a directory somebody else's").isTrue();

    assertThat(run("runs --output json").only().get("dropped").intValue()).isEqualTo(7);

    assertThat(file).doesNotExist();
    assertThat(data.resolve("retention").resolve("retention.mv.db")).exists();
  }

  /** As a process of its own, which has ended when this returns. */
  private Ended run(String command) {
    Ended ended = here.run(command);
    here.restart();
    return ended;
  }

  /** No mark, no password, and a directory that anybody may enter. */
  private void asAnEarlierVersionLeftIt() throws IOException {
    here.database().change("ALTER USER sa SET PASSWORD ''");
    Files.delete(data.resolve("retention.password"));
    Files.delete(data.resolve("retention.id"));
  }

  private static boolean giveAway(Path directory) {
    try {
      Files.setAttribute(directory, "unix:uid", 12345);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void posix() {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void refused(Ended ended, String reason) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(6);
    assertThat(ended.err().strip())
        .hasLineCount(1)
        .contains(reason)
        .contains("estore retention.mv.db and retention.password")
        .hasSizeLessThanOrEqualTo(400);
    assertThat(ended.out()).isEmpty();
  }
}
