package io.github.milvusretention.database.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;

/**
 * The script of a library, made safe to run again after the process was killed in the middle of it.
 * PostgreSQL rolls the whole script back, so its own COMMIT statements (Quartz has one) are
 * removed. H2 commits each statement, so existing tables are skipped; they are empty, because
 * nothing uses them before all exist.
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
