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
 * The whole matrix; not part of the suite, and every fifth case of it part of the thorough tier.
 * Can be limited to every n-th case (not a multiple of 7, or all cases are of one server), or to
 * cases whose name, as shown in a failure, matches a regular expression:
 *
 * <pre>{@code
 * mvn test -Dtest=WholeMatrix
 * mvn test -Dtest=WholeMatrix -Deach=20 -Ddatabase=postgresql
 * mvn test -Dtest=WholeMatrix -Dcases='V2_6_19 PARTITIONS_DROP TIMEOUT .*ALWAYS'
 * }</pre>
 */
class WholeMatrix {
  @Test
  void noFaultLeadsToAWrongResult(@TempDir Path directory) {
    Databases database =
        Databases.valueOf(System.getProperty("database", "h2").toUpperCase(Locale.ROOT));
    Pattern wanted = Pattern.compile(System.getProperty("cases", ""));
    int each = Integer.getInteger("each", 1);
    List<FaultCase> named =
        FaultCase.all().stream()
            .filter(faultCase -> wanted.matcher(faultCase.toString()).find())
            .toList();
    List<FaultCase> chosen =
        IntStream.range(0, named.size()).filter(i -> i % each == 0).mapToObj(named::get).toList();

    assertThat(Matrix.run(database, directory, chosen)).isEmpty();
  }
}
