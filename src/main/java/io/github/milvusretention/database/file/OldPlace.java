package io.github.milvusretention.database.file;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.UnusableRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Earlier versions kept the file in the directory of somebody else itself: it is moved. */
final class OldPlace {
  private static final Logger log = LoggerFactory.getLogger(OldPlace.class);

  private OldPlace() {}

  static void move(Path outer, Path inner, UserPrincipal me) throws IOException {
    Path old = RepositoryFile.databaseIn(outer);
    Path moved = RepositoryFile.databaseIn(inner);
    if (!Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(old, LinkOption.NOFOLLOW_LINKS).equals(me)
        || RepositoryFile.isIn(inner)) {
      return;
    }
    refuseIfInUse(outer);
    Files.move(old, moved, StandardCopyOption.ATOMIC_MOVE);
    log.info("the job repository is now {}, where no other user can read it", moved);
  }

  private static void refuseIfInUse(Path outer) {
    // Without the automatic server, H2 lets nobody else in.
    String url = "jdbc:h2:async:" + outer.resolve("retention") + ";IFEXISTS=TRUE;WRITE_DELAY=0";
    try (Connection connection = DriverManager.getConnection(url, RepositoryFile.USER, "")) {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        throw new UnusableRepository(
            "the job repository in "
                + outer
                + " is in use by an earlier version and must move to a directory of its own. Stop"
                + " that process first",
            e);
      }
      throw new UnusableRepository(RepositoryFailure.opening(outer, e), e);
    }
  }
}
