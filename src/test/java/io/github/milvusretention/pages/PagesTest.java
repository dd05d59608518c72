package io.github.milvusretention.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.dist.Monitoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** Commands, keys, variables, rooms, files and links of the pages are ones that exist. */
class PagesTest {
  private static final int README_LINES = 150;
  private static final Path ROOT = Path.of("src/main/java/io/github/milvusretention");
  private static final Pattern SOURCE = Pattern.compile("`([a-z/]+/[A-Za-z]+\\.java)`");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)(?<path>[^)#]*)(?:#(?<anchor>[^)]*))?\\)");
  private static final Pattern VARIABLE =
      Pattern.compile("(?<![A-Z_])RETENTION_[A-Z0-9_]*[A-Z0-9]");
  private static final Set<String> OTHER_VARIABLES =
      Set.of("RETENTION_DATA_DIR", "RETENTION_CLUSTERS", "RETENTION_POLICIES");

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  static List<String> commandLines() throws IOException {
    return Page.all().stream().flatMap(CommandLines::of).toList();
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void everyCommandLineParses(String line) {
    assertThat(CommandLines.parse(line).errors()).isEmpty();
  }

  @Test
  void everyCureOfAnAlertParses() throws IOException {
    List<String> cures =
        Monitoring.cures().stream().filter(cure -> cure.startsWith("milvus-retention")).toList();
    assertThat(cures)
        .isNotEmpty()
        .allSatisfy(cure -> assertThat(CommandLines.parse(cure).errors()).isEmpty());
  }

  @Test
  void everyCommandIsShownAtWork() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String line : commandLines()) {
      ParseResult parsed = CommandLines.parse(line);
      if (parsed.hasSubcommand()) {
        shown.add(parsed.subcommand().commandSpec().name());
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(CommandLines.commands());
  }

  @Test
  void theRulesPageHasExactlyTheKeysOfTheShippedFile() {
    // A key that two kinds of section have stands in the table of each.
    Set<String> shown = new TreeSet<>();
    Page.named("rules.md").rows().stream()
        .filter(row -> row.heading().equals("key"))
        .forEach(row -> shown.addAll(row.code()));
    assertThat(shown).isEqualTo(Keys.shipped());
  }

  @Test
  void everyExampleOfRulesHasKnownKeys() throws IOException {
    assertThat(Page.all().stream().flatMap(page -> page.blocks().stream()))
        .filteredOn(block -> block.text().startsWith("retention:"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(Keys.shipped()).containsAll(Keys.of(block.text())));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyVariableSetsAKey(Page page) {
    List<String> endings =
        Keys.shipped().stream().map(key -> key.replace("-", "").toUpperCase(Locale.ROOT)).toList();
    assertThat(VARIABLE.matcher(page.text()).results().map(MatchResult::group))
        .filteredOn(variable -> !OTHER_VARIABLES.contains(variable))
        .extracting(variable -> variable.substring(variable.lastIndexOf('_') + 1))
        .isSubsetOf(endings);
  }

  @Test
  void theArchitecturePageHasExactlyTheRooms() throws IOException {
    List<String> rooms;
    try (Stream<Path> folders = Files.list(ROOT)) {
      rooms = folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    }
    assertThat(Page.named("architecture.md").rows())
        .filteredOn(row -> row.heading().equals("room"))
        .extracting(row -> row.code().get(0))
        .containsExactlyInAnyOrderElementsOf(rooms);
  }

  @Test
  void theArchitecturePageNamesFilesThatExist() {
    assertThat(SOURCE.matcher(Page.named("architecture.md").text()).results())
        .extracting(found -> found.group(1))
        .isNotEmpty()
        .filteredOn(file -> Files.notExists(ROOT.resolve(file)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Page page) {
    assertThat(LINK.matcher(page.prose()).results())
        .filteredOn(link -> !resolves(page, link.group(1), link.group(2)))
        .extracting(MatchResult::group)
        .isEmpty();
  }

  private static boolean resolves(Page page, String path, @Nullable String anchor) {
    Path target = path.isEmpty() ? page.path() : page.path().resolveSibling(path).normalize();
    return Files.exists(target) && (anchor == null || Page.of(target).anchors().contains(anchor));
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Page.of(Path.of("README.md")).text().lines().count())
        .isLessThanOrEqualTo(README_LINES);
  }

  @Test
  void theReadmeLeadsToEveryPage() throws IOException {
    String readme = Page.of(Path.of("README.md")).text();
    assertThat(Page.all())
        .extracting(page -> page.path().toString().replace('\\', '/'))
        .filteredOn(path -> !path.equals("README.md"))
        .filteredOn(path -> !readme.contains("(" + path + ")"))
        .isEmpty();
  }
}
