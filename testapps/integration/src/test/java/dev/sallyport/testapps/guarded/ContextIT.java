package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work by way of every construct is its own call's, or the server's where no call caused it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextIT {
  private final ContextTable table = new ContextTable(ContextColumn.names());
  private final Map<String, Played> runs = new HashMap<>();

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path root;

  /** Beside another agent only what every server has. */
  static Stream<Arguments> cases() {
    return ContextServer.all().stream()
        .flatMap(
            server ->
                ContextColumn.all().stream()
                    .filter(
                        column ->
                            column.beside() == Beside.NOTHING
                                || server.equals(ContextServer.ofJdk()))
                    .map(column -> Arguments.argumentSet(server + ", " + column, server, column)));
  }

  static Stream<Arguments> casesAlone() {
    return cases().filter(named -> ((ContextColumn) named.get()[1]).beside() == Beside.NOTHING);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void work_isItsOwnCalls(ContextServer server, ContextColumn column) throws Exception {
    ContextRun run = played(server, column).run();

    assertThat(run.cells().entrySet())
        .filteredOn(
            cell ->
                run.notCarried().get(cell.getKey()).isEmpty()
                    && !cell.getValue().equals(ContextRun.CARRIED))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matrix_isTheDocumentedOne(ContextServer server, ContextColumn column) throws Exception {
    assumeTrue(column.isDocumented(), "docs/context.md has no column for " + column.jdk());

    assertThat(table.documented(server.name(), column.toString()))
        .isEqualTo(played(server, column).run().cells());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void denials_areRecordedOfWhoeverWasDenied(ContextServer server, ContextColumn column)
      throws Exception {
    Played played = played(server, column);

    assertThat(played.blocked()).isEqualTo(played.run().denials(ContextRun.Seen::sight));
  }

  @ParameterizedTest
  @MethodSource("casesAlone")
  void work_inAuditMode_isNotStopped_andRecordedOfItsCall(
      ContextServer server, ContextColumn column) throws Exception {
    Path directory = directory(server + " " + column + " audited");
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));
    ServerProcess process =
        servers.start(
            server
                .launch(column.jdk(), "audit", directory.resolve("workspace"), audit.file())
                .brief());
    ContextRun run = ContextRun.ofCarried(process.client(), column.rounds());
    process.close();

    assertThat(run.seen())
        .extracting(ContextRun.Seen::sight)
        .containsOnly(String.join(" ", ContextServer.KINDS));
    assertThat(recorded(audit, "observed")).isEqualTo(run.denials(ContextRun.Seen::kind));
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

  private Played played(ContextServer server, ContextColumn column) throws Exception {
    String key = server + " " + column;
    Played done = runs.get(key);
    if (done != null) {
      return done;
    }
    Path directory = directory(key);
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));
    ServerProcess process =
        servers.start(
            column
                .beside()
                .to(
                    server
                        .launch(
                            column.jdk(), "enforce", directory.resolve("workspace"), audit.file())
                        .brief()));
    ContextRun run = ContextRun.of(process.client(), column.rounds());
    process.close();
    table.put(server.name(), column.toString(), run.cells());
    Played over = new Played(run, recorded(audit, "blocked"));
    runs.put(key, over);
    return over;
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectory(root.toRealPath().resolve(name.replaceAll("[^A-Za-z0-9]+", "-")));
  }

  /** What was recorded of secrets that were not to be read, counted as the run counts them. */
  private static Map<String, Long> recorded(AuditLog audit, String action) {
    return audit.lines().stream()
        .filter(line -> line.action().equals(action) && line.target().endsWith("/secret"))
        .collect(
            Collectors.groupingBy(
                line -> principal(line) + ": " + owner(line) + "/secret",
                TreeMap::new,
                Collectors.summingLong(AuditLine::times)));
  }

  private static String principal(AuditLine line) {
    return line.tool().isEmpty() ? "server" : line.tool();
  }

  private static String owner(AuditLine line) {
    return Path.of(line.target()).getParent().getFileName().toString();
  }

  /**
   * A run that is over.
   *
   * @param blocked what was recorded of it
   */
  private record Played(ContextRun run, Map<String, Long> blocked) {}
}
