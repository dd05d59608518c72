package io.github.milvusretention.database.file;

import io.github.milvusretention.database.UnusableRepository;
import io.github.milvusretention.database.start.RepositoryId;
import io.github.milvusretention.database.start.UnsuitableRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repository that needs no settings: an H2 file, shared by the processes of one machine. */
public final class RepositoryFile {
  public static final String USER = "sa";

  /** How to get out of a damage; without a full stop at its end. */
  public static final String CURE =
      "Restore retention.mv.db and retention.password from one backup and delete retention.id; or,"
          + " to begin a new one that knows nothing of earlier drops, move all retention.* files"
          + " away";

  /** H2 begins with two headers of a block each. In a file that ends there, nothing was stored. */
  private static final long HEADERS = 2 * 4096;

  /** The largest file, in bytes, that is not worth the time that H2 takes to compact it. */
  static final long SMALL = 8 * 1024 * 1024;

  private final DataDirectory directory;
  private final String password;
  private final boolean isNew;
  private final boolean isSmall;
  private @Nullable Mark mark;

  private RepositoryFile(
      DataDirectory directory,
      String password,
      boolean isNew,
      boolean isSmall,
      @Nullable Mark mark) {
    this.directory = directory;
    this.isNew = isNew;
    this.isSmall = isSmall;
    this.password = password;
    this.mark = mark;
  }

  /**
   * Prepares the directory and the password, and looks whether the file is what was left there.
   * Opens the database only if it has no mark yet. Throws {@link UnusableRepository}.
   */
  public static RepositoryFile prepare(Path wanted) {
    // Within an address of H2 a ; begins settings.
    if (wanted.toAbsolutePath().toString().indexOf(';') >= 0) {
      throw new UnsuitableRepository(
          "the job repository cannot be kept in "
              + wanted.toAbsolutePath()
              + ": a path with ; in it is none for H2. Set RETENTION_DATA_DIR to another directory");
    }
    DataDirectory directory = DataDirectory.prepare(wanted);
    Path database = databaseIn(directory.path());
    try {
      Optional<Mark> mark = Mark.read(directory.path());
      refuseDamage(directory.path(), mark.isPresent());
      String password = Password.of(directory);
      boolean exists = Files.exists(database);
      boolean isNew = mark.isEmpty() && !exists;
      boolean isSmall = !exists || Files.size(database) <= SMALL;
      RepositoryFile file =
          new RepositoryFile(directory, password, isNew, isSmall, mark.orElse(null));
      if (mark.isEmpty() && !isNew) {
        new FirstPassword(file.url(), password, directory.path()).set();
      }
      return file;
    } catch (IOException e) {
      throw DataDirectory.unwritable(directory.path(), e);
    }
  }

  private static void refuseDamage(Path directory, boolean marked) throws IOException {
    Path database = databaseIn(directory);
    if (marked && !Files.exists(database)) {
      throw lost(database + " is missing");
    }
    if (marked && !Files.exists(Password.file(directory))) {
      throw lost(Password.file(directory) + " is missing");
    }
    // H2 makes an empty file first, and its lock file before that.
    if (Files.exists(database)
        && Files.size(database) == 0
        && (marked || !Files.exists(lock(directory)))) {
      if (FullDisk.holds(directory)) {
        throw new UnusableRepository(FullDisk.told());
      }
      throw lost(database + " is empty");
    }
  }

  private static UnusableRepository lost(String what) {
    return new UnusableRepository("the job repository is damaged: " + what + ". " + CURE);
  }

  static Path databaseIn(Path directory) {
    return directory.resolve("retention.mv.db");
  }

  private static Path lock(Path directory) {
    return directory.resolve("retention.lock.db");
  }

  static boolean isIn(Path directory) {
    return Files.exists(databaseIn(directory)) || Files.exists(Mark.file(directory));
  }

  /**
   * Through "async", as otherwise a thread that is interrupted while it writes closes the database
   * under all others: Quartz interrupts its own at shutdown, while a run still writes.
   *
   * <p>Without WRITE_DELAY=0 H2 keeps a commit in memory for half a second: a process killed in
   * that time would have dropped partitions of which no row is left. Its trace file would only
   * repeat what is reported, and be printed as a stack trace where it cannot be written.
   *
   * <p>H2 compacts its file when it is closed, for up to 0.2 s: a fifth of a short command. A small
   * file is left as it is.
   */
  public String url() {
    return "jdbc:h2:async:"
        + directory.path().resolve("retention")
        + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"
        + (isSmall ? ";MAX_COMPACT_TIME=0" : "");
  }

  public String password() {
    return password;
  }

  public Path directory() {
    return directory.path();
  }

  /** Whether other users of the machine are kept out by permissions. */
  public boolean keepsPermissions() {
    return directory.keepsPermissions();
  }

  /**
   * Compares the opened database with what was marked; throws {@link UnusableRepository} if it is
   * not that one, or is that one as it was some time ago.
   *
   * @param found empty if the database has no id
   * @param leases how many leases were taken, by the database
   */
  public synchronized void compare(Optional<RepositoryId> found, long leases) {
    if (mark == null) {
      return;
    }
    if (found.isEmpty()) {
      throw lost(databaseIn(directory.path()) + " lost its rows");
    }
    if (!found.get().id().equals(mark.repository().id())) {
      throw lost(
          databaseIn(directory.path())
              + " is not the one that "
              + Mark.file(directory.path())
              + " names");
    }
    if (leases < mark.leases()) {
      throw lost(
          databaseIn(directory.path()) + " is older than the last run that was recorded in it");
    }
  }

  /**
   * The database could not be opened. If this process began to make its file and nothing came of
   * it, as on a full disk, the file goes: it would be taken for one that was cut short.
   */
  public void notOpened() {
    Path database = databaseIn(directory.path());
    try {
      if (isNew
          && !Files.exists(lock(directory.path()))
          && Files.exists(database)
          && Files.size(database) <= HEADERS) {
        Files.delete(database);
      }
    } catch (IOException e) {
      throw DataDirectory.unwritable(directory.path(), e);
    }
  }

  /** Writes down which repository this is, once it has its tables; closes all files to others. */
  public synchronized void opened(RepositoryId repository, long leases) {
    if (mark == null) {
      // Another process may hold a file open that was deleted: no mark must say that it is here.
      if (!Files.exists(databaseIn(directory.path()))) {
        throw lost(databaseIn(directory.path()) + " is missing");
      }
      mark = new Mark(repository, leases);
      write(mark);
    }
    directory.closeFiles();
  }

  /** Writes down how many leases were taken; all of them must be on the disk. */
  public synchronized void note(long leases) {
    if (mark != null) {
      mark = new Mark(mark.repository(), leases);
      write(mark);
    }
  }

  private void write(Mark now) {
    try {
      now.write(directory);
    } catch (IOException e) {
      throw DataDirectory.unwritable(directory.path(), e);
    }
  }
}
