package io.github.milvusretention.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;

/**
 * A library's script, fit to be run again after a kill in the middle of it. PostgreSQL takes all of
 * it back, unless the script itself commits, as Quartz's does. H2 commits each statement, so there
 * whatever exists already is passed over; what exists is empty, as nothing runs before all is
 * there.
 */
final class RepeatableScript extends EncodedResource {
  RepeatableScript(ClassPathResource script) throws IOException {
    super(
        new ByteArrayResource(
            repeatable(script).getBytes(StandardCharsets.UTF_8), script.getDescription()),
        StandardCharsets.UTF_8);
  }

  private static String repeatable(ClassPathResource script) throws IOException {
    String text =
        script
            .getContentAsString(StandardCharsets.UTF_8)
            .replaceAll("(?im)^\\s*COMMIT\\s*;\\s*$", "");
    return script.getPath().endsWith("h2.sql")
        ? text.replaceAll(
            "(?i)\\b(CREATE\\s+(?:TABLE|SEQUENCE)|ADD\\s+CONSTRAINT)\\s+", "$1 IF NOT EXISTS ")
        : text;
  }
}
