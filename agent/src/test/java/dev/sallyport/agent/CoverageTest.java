package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on coverage names tests that are there, and leaves no row out. */
class CoverageTest {
  private static final int ROWS = 190;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (\\d+) \\| (F|P|O|O/P) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT)#\\w+)`");
  private static final Pattern REASON = Pattern.compile("(not yet|outside): \\w+ \\w+.*");

  private static final Pattern ANNOTATION =
      Pattern.compile("  @(?:Test|ParameterizedTest|TestFactory)\\b.*");

  private static final Pattern METHOD = Pattern.compile("  (?:void|Stream<\\w+>) (\\w+)\\(.*");

  private static final List<Row> PAGE = new ArrayList<>();
  private static final Set<String> TESTS = new HashSet<>();

  private record Row(int number, String reach, String shownBy) {
    List<String> tests() {
      return NAMED.matcher(shownBy).results().map(test -> test.group(1)).toList();
    }

    boolean saysWhyNot() {
      for (String part : shownBy.split("<br>", -1)) {
        if (REASON.matcher(part).matches()) {
          return true;
        }
      }
      return false;
    }
  }

  @BeforeAll
  static void read() throws IOException {
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/coverage.md")));
    while (row.find()) {
      PAGE.add(new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(4)));
    }
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith("Test.java") || name.endsWith("IT.java")) {
              addTests(name.substring(0, name.length() - ".java".length()), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void addTests(String type, Path file) throws IOException {
    boolean annotated = false;
    for (String line : Files.readAllLines(file)) {
      Matcher method = METHOD.matcher(line);
      if (ANNOTATION.matcher(line).matches()) {
        annotated = true;
      } else if (method.matches()) {
        if (annotated) {
          TESTS.add(type + "#" + method.group(1));
        }
        annotated = false;
      }
    }
  }

  @Test
  void rows_areAllThere_eachOnce() {
    assertThat(PAGE)
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void row_hasATest_orSaysWhyNot() {
    assertThat(PAGE)
        .allSatisfy(
            row -> assertThat(!row.tests().isEmpty() || row.saysWhyNot()).as("%s", row).isTrue());
  }

  @Test
  void row_thatAnAgentCanEnforce_isNotLeftToOthers() {
    assertThat(PAGE)
        .filteredOn(row -> row.reach().equals("F"))
        .allSatisfy(row -> assertThat(row.shownBy()).doesNotContain("outside:"));
  }

  @Test
  void tests_thatAreNamed_areThere() {
    assertThat(TESTS).hasSizeGreaterThan(1_000);
    assertThat(PAGE).allSatisfy(row -> assertThat(TESTS).as("%s", row).containsAll(row.tests()));
  }
}
