package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work by way of every construct is its own call's, or the server's where no call caused it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextIT {
  private static final List<String> COLUMNS = List.of("17", "25");

  private final ContextTable table = new ContextTable(COLUMNS);
  private final Map<String, ContextRun> runs = new HashMap<>();

  @TempDir Path root;

  static Stream<Arguments> cases() {
    return ContextServer.all().stream()
        .flatMap(
            server ->
                Jdks.all().stream()
                    .map(jdk -> Arguments.argumentSet(server + ", " + jdk, server, jdk)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void work_isItsOwnCalls(ContextServer server, Jdk jdk) throws Exception {
    ContextRun run = run(server, jdk);

    assertThat(run.cells().entrySet())
        .filteredOn(
            cell ->
                run.notCarried().get(cell.getKey()).isEmpty()
                    && !cell.getValue().equals(ContextRun.CARRIED))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matrix_isTheDocumentedOne(ContextServer server, Jdk jdk) throws Exception {
    String column = Integer.toString(jdk.feature());
    assumeTrue(COLUMNS.contains(column), "docs/context.md has no column for " + jdk);

    assertThat(table.documented(server.name(), column)).isEqualTo(run(server, jdk).cells());
  }

  /** Prints and writes the matrix; into the page with {@code -Dapprove=true}, for a review. */
  @AfterAll
  void publish() throws IOException {
    System.out.println(table);
    Path target = Path.of(System.getProperty("sallyport.runs", "target/runs")).resolveSibling("");
    Files.writeString(Files.createDirectories(target).resolve("context.md"), table.toString());
    if (Boolean.getBoolean("approve")) {
      table.approve();
    }
  }

  private ContextRun run(ContextServer server, Jdk jdk) throws Exception {
    String key = server + " " + jdk;
    ContextRun done = runs.get(key);
    if (done != null) {
      return done;
    }
    Path directory = Files.createDirectory(root.toRealPath().resolve(key.replace(' ', '-')));
    Path audit = directory.resolve("audit.jsonl");
    try (ServerProcess process =
        server.launch(jdk, "enforce", directory.resolve("workspace"), audit).start()) {
      ContextRun run = ContextRun.of(process.client());
      runs.put(key, run);
      table.put(server.name(), Integer.toString(jdk.feature()), run.cells());
      return run;
    }
  }
}
