package io.github.milvusretention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All of the matrix, in the thorough tier or by hand; every n-th case (no multiple of 7, or one
 * server has them all); or those whose name, as a failure shows it, holds a regular expression:
 *
 * <pre>{@code
 * mvn test -Dtest=WholeMatrix
 * mvn test -Dtest=WholeMatrix -Deach=20 -Ddatabase=postgresql
 * mvn test -Dtest=WholeMatrix -Dcases='V2_6_19 PARTITIONS_DROP TIMEOUT .*ALWAYS'
 * }</pre>
 */
class WholeMatrix {
  @Test
  void noServerFoolsTheJob(@TempDir Path directory) {
    Databases database =
        Databases.valueOf(System.getProperty("database", "h2").toUpperCase(Locale.ROOT));
    Pattern wanted = Pattern.compile(System.getProperty("cases", ""));
    int each = Integer.getInteger("each", 1);
    List<Case> named =
        Case.all().stream().filter(one -> wanted.matcher(one.toString()).find()).toList();
    List<Case> chosen =
        IntStream.range(0, named.size()).filter(i -> i % each == 0).mapToObj(named::get).toList();

    assertThat(Matrix.play(database, directory, chosen)).isEmpty();
  }
}
