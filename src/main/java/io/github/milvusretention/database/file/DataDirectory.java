package io.github.milvusretention.database.file;

import io.github.milvusretention.database.UnusableRepository;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that holds the H2 file, entered by its owner only: whoever can read H2's lock file
 * can talk to its server. A directory that is somebody else's, as that of a mounted volume, or that
 * holds other things, is left as it is; there the file goes into a directory of ours inside it.
 *
 * @param path absolute
 * @param keepsPermissions false where the file system knows no owner and no mode, as on Windows
 */
record DataDirectory(Path path, boolean keepsPermissions) {
  static final String PREFIX = "retention.";
  private static final String INNER = "retention";
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final int STICKY = 01000;

  /** Makes it if need be, and closes it to others; throws {@link UnusableRepository}. */
  static DataDirectory prepare(Path wanted) {
    Path outer = wanted.toAbsolutePath().normalize();
    try {
      create(outer);
      if (!Files.getFileStore(outer).supportsFileAttributeView("posix")) {
        return new DataDirectory(outer, false);
      }
      Path own = own(outer);
      close(own);
      DataDirectory directory = new DataDirectory(own, true);
      directory.closeFiles();
      return directory;
    } catch (FileAlreadyExistsException e) {
      throw noDirectory(outer, e);
    } catch (IOException e) {
      throw unwritable(outer, e);
    }
  }

  /** Closes what is there to others; H2 makes its files with the modes that the umask leaves. */
  void closeFiles() {
    if (!keepsPermissions) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(DataDirectory::ours).toList()) {
        closeFile(file);
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static boolean ours(Path file) {
    return String.valueOf(file.getFileName()).startsWith(PREFIX)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void closeFile(Path file) throws IOException {
    try {
      if (!Files.getPosixFilePermissions(file).equals(FILE)) {
        Files.setPosixFilePermissions(file, FILE);
      }
    } catch (NoSuchFileException e) {
      // H2's lock file goes when the last process closes the database; then nobody can read it.
    }
  }

  static UnusableRepository unwritable(Path where, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new UnusableRepository(
          "the job repository cannot be kept in "
              + where
              + ": the user "
              + System.getProperty("user.name")
              + " may not write there. Let this user write there, or set RETENTION_DATA_DIR to"
              + " another directory",
          e);
    }
    if (FullDisk.causes(e)) {
      return new UnusableRepository(FullDisk.told(), e);
    }
    return new UnusableRepository(
        "the job repository cannot be kept in "
            + where
            + ": "
            + words(e)
            + ". Put that right, or set RETENTION_DATA_DIR to another directory",
        e);
  }

  private static UnusableRepository noDirectory(Path outer, FileAlreadyExistsException e) {
    Path inTheWay = Path.of(e.getFile());
    return new UnusableRepository(
        "the job repository cannot be kept in "
            + outer
            + ": "
            + inTheWay
            + (Files.isSymbolicLink(inTheWay)
                ? " is a link that leads to no directory. Make that directory, or set"
                    + " RETENTION_DATA_DIR to another"
                : " is a file. Set RETENTION_DATA_DIR to a directory"),
        e);
  }

  /** Not every exception of the file system has a reason: some only have a type. */
  private static String words(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    if (reason != null) {
      return reason;
    }
    return e instanceof NoSuchFileException missing
        ? missing.getFile() + " does not exist and cannot be made"
        : e.getClass().getSimpleName().replaceFirst("Exception$", "") + " " + e.getMessage();
  }

  private static void create(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(
        directory,
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY)}
            : new FileAttribute<?>[0]);
  }

  /** The directory itself or, where it is not ours alone, one inside it. */
  private static Path own(Path outer) throws IOException {
    Path inner = outer.resolve(INNER);
    boolean innerIsThere = Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal me = writerIn(innerIsThere ? inner : outer);
    boolean mine =
        Files.getOwner(outer).equals(me)
            && ((int) Files.getAttribute(outer, "unix:mode") & STICKY) == 0;
    if (mine && (RepositoryFile.isIn(outer) || (!innerIsThere && holdsOnlyOurs(outer)))) {
      return outer;
    }
    create(inner);
    if (!Files.getOwner(inner, LinkOption.NOFOLLOW_LINKS).equals(me)) {
      throw new UnusableRepository(
          "the job repository cannot be kept in "
              + inner
              + ", which belongs to another user. Remove it, or set RETENTION_DATA_DIR to another"
              + " directory");
    }
    OldPlace.move(outer, inner, me);
    return inner;
  }

  private static boolean holdsOnlyOurs(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.allMatch(DataDirectory::ours);
    }
  }

  /** Who owns what this process writes; a user's name need not be known to the system. */
  private static UserPrincipal writerIn(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, PREFIX, ".tmp");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static void close(Path directory) throws IOException {
    if (!Files.getPosixFilePermissions(directory).equals(DIRECTORY)) {
      Files.setPosixFilePermissions(directory, DIRECTORY);
    }
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(directory);
    if (!now.equals(DIRECTORY)) {
      throw new UnusableRepository(
          "the job repository cannot be kept in "
              + directory
              + ": other users may enter it (its mode stays "
              + PosixFilePermissions.toString(now)
              + "), and whoever can read it can drop data. Set RETENTION_DATA_DIR to a directory on"
              + " a file system that keeps permissions");
    }
  }
}
