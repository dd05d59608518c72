package io.github.milvusretention.console.web.frame;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.run.OutOfMemory;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * What is told of a failure that nobody expected, and that is in the log by then.
 *
 * @param message one sentence, with the cure or with the number to look for in the log
 */
record Broken(HttpStatus status, String title, String message) {
  private static final Logger log = LoggerFactory.getLogger(Broken.class);

  static Broken by(Throwable failure) {
    Optional<Broken> known =
        OutOfMemory.told(failure)
            .map(why -> new Broken(HttpStatus.SERVICE_UNAVAILABLE, "Out of memory", why))
            .or(() -> RepositoryFailure.told(failure).map(Broken::repository));
    if (known.isPresent()) {
      log.error("console: {}", known.get().message());
      return known.get();
    }
    String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    log.error("console: unexpected error {}", number, failure);
    return new Broken(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Unexpected error",
        "The log of this process has the details, beneath the number " + number + ".");
  }

  static Broken repository(String sentence) {
    return new Broken(HttpStatus.SERVICE_UNAVAILABLE, "The repository failed", sentence);
  }
}
