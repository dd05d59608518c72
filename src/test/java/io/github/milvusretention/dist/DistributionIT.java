package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.dist.Distribution.Ended;
import io.github.milvusretention.dist.Distribution.Started;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bin/milvus-retention} of the distribution, in a folder with blanks in its name. */
class DistributionIT {
  private static final String NO_RUNS = "EXECUTION  POLICY  AS OF";

  @TempDir private Path directory;
  private Distribution unpacked;

  @BeforeEach
  void unpack() throws IOException {
    unpack(Files.createDirectory(directory.resolve("with some blanks")));
  }

  private void unpack(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("config"));
    Files.copy(
        Path.of("config", "retention.yaml"), folder.resolve("config").resolve("retention.yaml"));
    unpacked = new Distribution(folder);
  }

  @Test
  void the_first_command_makes_a_cache_and_the_next_uses_it_without_a_word() throws IOException {
    // Java 17 takes no class of ours from a cache if there are blanks in its path.
    unpack(Files.createDirectory(directory.resolve("plain")));
    Ended first = unpacked.run("runs");
    Ended next = unpacked.variable("MILVUS_RETENTION_JAVA_OPTS", "-Xlog:class+load").run("runs");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).startsWith(NO_RUNS);
    onlyTheNewRepositoryIsAnnounced(first);
    assertThat(unpacked.caches())
        .singleElement()
        .satisfies(file -> assertThat(file).isNotEmptyFile());
    assertThat(next.out())
        .containsPattern("io.github.milvusretention.MilvusRetention source: shared objects file");
  }

  @Slow
  @Test
  void paths_beyond_ascii_are_found_in_the_locale_c() throws IOException {
    Path rules = directory.resolve("ü€.yaml");
    Files.copy(Path.of("config", "retention.yaml"), rules);

    Ended checked =
        unpacked.variable("LC_ALL", "C").run("--config", rules.toString(), "check", "--offline");

    assertThat(checked.exit()).as(checked.err()).isZero();
  }

  @Slow
  @Test
  void the_cache_is_made_on_a_repository_of_its_own_whatever_the_user_has_set() {
    Path data = directory.resolve("data of mine");
    unpacked.variable("RETENTION_DATA_DIR", data.toString());
    unpacked.variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/nobody");

    Ended version = unpacked.run("--version");

    assertThat(version.out()).startsWith("milvus-retention ");
    assertThat(unpacked.caches())
        .singleElement()
        .satisfies(file -> assertThat(file).isNotEmptyFile());
    assertThat(data).doesNotExist();
  }

  @Slow
  @Test
  void the_log_goes_to_stderr_and_only_the_answer_to_stdout() {
    Ended ended = unpacked.variable("LOGGING_LEVEL_COM_ZAXXER", "info").run("runs");

    assertThat(ended.out()).startsWith(NO_RUNS).hasLineCount(1);
    assertThat(ended.err()).contains("INFO").contains("HikariPool");
  }

  @Slow
  @Test
  void an_answer_that_is_lost_is_no_success() {
    String script = "'" + unpacked.script() + "'";
    // The first command of all says on stderr that it made the repository.
    assertThat(unpacked.run("runs").exit()).isZero();
    Ended full = unpacked.start("sh", "-c", script + " runs >/dev/full").end();
    Ended closed = unpacked.start("sh", "-c", script + " --help >&-").end();
    Ended gone =
        unpacked
            .start("bash", "-c", script + " --help | (exec 0<&-; sleep 5); exit ${PIPESTATUS[0]}")
            .end();

    assertThat(full.exit()).isEqualTo(1);
    assertThat(full.err())
        .isEqualTo("the answer could not be written to stdout: No space left on device\n");
    assertThat(closed.exit()).isEqualTo(1);
    assertThat(closed.err()).startsWith("the answer could not be written to stdout: ");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.err()).isEmpty();
  }

  @Slow
  @Test
  void where_no_cache_can_be_written_it_works_without_one() throws IOException {
    // Not by permissions, which root passes over.
    Files.writeString(unpacked.home().resolve("cache"), "a file");

    Ended ended = unpacked.run("runs");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith(NO_RUNS);
    onlyTheNewRepositoryIsAnnounced(ended);
  }

  @Slow
  @Test
  void a_cache_that_Java_cannot_use_harms_nothing() throws IOException {
    unpacked.run("--version");
    Path cache = unpacked.caches().get(0);
    Files.delete(cache);
    Files.writeString(cache, "made by another Java");

    Ended ended = unpacked.run("runs");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith(NO_RUNS);
    onlyTheNewRepositoryIsAnnounced(ended);
  }

  /** Not that of the rehearsal, which is thrown away. */
  private static void onlyTheNewRepositoryIsAnnounced(Ended ended) {
    assertThat(ended.err()).hasLineCount(1).contains("a new job repository was created in ");
  }

  @Slow
  @Test
  void first_commands_at_one_time_do_not_disturb_each_other() {
    List<Started> started =
        IntStream.range(0, 3).mapToObj(i -> unpacked.begin("--version")).toList();

    assertThat(started)
        .map(Started::end)
        .allSatisfy(
            ended -> {
              assertThat(ended.exit()).as(ended.err()).isZero();
              assertThat(ended.out()).startsWith("milvus-retention ").hasLineCount(1);
              assertThat(ended.err()).isEmpty();
            });
    assertThat(unpacked.caches())
        .singleElement()
        .satisfies(file -> assertThat(file).isNotEmptyFile());
  }

  @Slow
  @Test
  void it_finds_its_home_through_links() throws IOException {
    Path far = Files.createDirectory(directory.resolve("far away"));
    Path link = Files.createSymbolicLink(far.resolve("second"), unpacked.script());
    Path second =
        Files.createSymbolicLink(directory.resolve("first"), Path.of("far away", "second"));

    Ended ended = unpacked.start(second.toString(), "--version").end();

    assertThat(link).isSymbolicLink();
    assertThat(ended.out()).as(ended.err()).startsWith("milvus-retention ");
  }

  @Slow
  @Test
  void a_Java_that_is_too_old_is_named_by_its_file_or_by_its_own_word() throws IOException {
    Path jdk = java("echo 'openjdk version \"1.8.0_392\"' >&2");
    Ended asked = unpacked.variable("JAVA_HOME", jdk.toString()).run("runs");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Ended read = unpacked.run("runs");

    assertThat(asked.exit()).isEqualTo(1);
    assertThat(asked.err()).contains("is Java 1.8.0_392; Java 17 or later is needed");
    assertThat(read.exit()).isEqualTo(1);
    assertThat(read.err()).contains("is Java 11.0.2; Java 17 or later is needed");
  }

  @Slow
  @Test
  void a_Java_that_is_not_there_is_told_with_the_cure() {
    Ended wrong = unpacked.variable("JAVA_HOME", "/nowhere").run("runs");
    Path empty = unpacked.home();
    Ended none = unpacked.without("JAVA_HOME").variable("PATH", empty.toString()).run("runs");

    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("JAVA_HOME is /nowhere, which has no bin/java");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("there is no java on the PATH");
  }

  @Slow
  @Test
  void options_for_Java_of_the_users_win() throws IOException {
    Path jdk = java("printf '%s\\n' \"$@\"");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    unpacked.variable("JAVA_HOME", jdk.toString());
    unpacked.variable("MILVUS_RETENTION_JAVA_OPTS", "-Xms1g -XX:+UseZGC");

    assertThat(unpacked.run("--config", "serve", "runs").out().lines())
        .doesNotContain("-XX:+UseSerialGC")
        .containsSubsequence(
            "-Xms16m", "-Xms1g", "-XX:+UseZGC", "-jar", "--config", "serve", "runs");
    assertThat(unpacked.run("--config", "runs", "serve").out().lines())
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(unpacked.run("-c", "runs", "serve").out().lines())
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(unpacked.run("-crules.yaml", "runs").out().lines())
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(unpacked.run().out().lines()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Slow
  @Test
  void the_shells_and_the_manual_know_every_command() throws IOException {
    String help = unpacked.run("--help").out();
    Path completion = unpacked.home().resolve("completion").resolve("milvus-retention");
    Path manual = unpacked.home().resolve("man").resolve("man1").resolve("milvus-retention.1");

    assertThat(help).contains("runs").contains("purge");
    assertThat(unpacked.start("bash", "-n", completion.toString()).end().exit()).isZero();
    for (String command :
        List.of("serve", "plan", "run", "rerun", "runs", "show", "purge", "help")) {
      assertThat(completion).content().contains(command);
      assertThat(manual).content().contains(".SS \"" + command + "\"");
    }
    assertThat(completion).content().contains("--details").contains("-o");
    assertThat(manual)
        .content()
        .containsOnlyOnce("\n.B \\-c, \\-\\-config FILE\n")
        .contains("\n.B \\-o, \\-\\-output table|json\n");
  }

  @Slow
  @Test
  void a_command_that_is_printed_can_be_pasted() throws IOException {
    String rules =
        """
        retention:
          clusters: {nowhere: {uri: "http://localhost:1", retry-budget: 0s}}
          policies:
            docs: {cluster: nowhere, collections: [docs], partitions: [uuuu-MM-dd], keep: P1D}
        """;
    Path file = Files.writeString(directory.resolve("my rules.yaml"), rules);

    Ended refused = unpacked.run("plan", "--polcy", "docs", "-c", file.toString());

    assertThat(refused.err())
        .contains("; did you mean --policy? '" + unpacked.script() + "' help plan ");
    String help =
        refused.err().substring(refused.err().indexOf('\''), refused.err().indexOf(" shows"));
    assertThat(unpacked.start("sh", "-c", help).end().out())
        .startsWith("Usage: milvus-retention plan ");
  }

  @Slow
  @Test
  void the_jar_lists_what_the_program_is_made_of() throws IOException {
    Path lib = unpacked.home().resolve("lib");
    List<String> parts = new ArrayList<>();
    List<String> libraries = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : jars) {
        if (jar.getFileName().toString().startsWith("milvus-retention-")) {
          parts(jar).forEach(part -> parts.add(text(part, "name") + "-" + text(part, "version")));
        } else {
          libraries.add(jar.getFileName().toString().replaceAll("\\.jar$", ""));
        }
      }
    }

    assertThat(parts).containsExactlyInAnyOrderElementsOf(libraries);
  }

  private static JsonNode parts(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry("META-INF/sbom/application.cdx.json");
      Assumptions.assumeTrue(
          entry != null || "true".equals(System.getenv("CI")),
          "the jar has no list of its parts: mvn -o makes none");
      assertThat(entry).isNotNull();
      return JsonMapper.shared().readTree(file.getInputStream(entry)).get("components");
    }
  }

  private static String text(JsonNode part, String key) {
    return part.get(key).stringValue();
  }

  private Path java(String script) throws IOException {
    Path java = directory.resolve("jdk").resolve("bin").resolve("java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory.resolve("jdk");
  }
}
