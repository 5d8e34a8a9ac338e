package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same flag and the same policy hold on a server of every framework. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameworksIT {
  private final PageTable matrix =
      new PageTable(
          "frameworks.md", List.of("framework", "transport", "JDK"), FrameworkCell.titles());
  private final Map<FrameworkServer, CompletableFuture<Played>> runs = new HashMap<>();

  @TempDir Path root;

  static Stream<Arguments> servers() {
    return FrameworkServer.all().stream()
        .map(server -> Arguments.argumentSet(server.toString(), server));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void script_inEnforceMode_isPlayedAsThePolicyWants(FrameworkServer server) {
    assertThat(played(server).enforced().deviationsInEnforceMode()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void script_inAuditMode_isPlayedAndRecorded(FrameworkServer server) {
    assertThat(played(server).audited().deviationsInAuditMode()).isEmpty();
  }

  /** The framework itself needs nothing that its policy does not grant. */
  @ParameterizedTest
  @MethodSource("servers")
  void denials_areThoseOfTheScript(FrameworkServer server) {
    assertThat(played(server).enforced().otherDenials()).isEmpty();
    assertThat(played(server).audited().otherDenials()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void table_isTheDocumentedOne(FrameworkServer server) {
    assumeTrue(server.isDocumented(), "docs/frameworks.md has no rows of " + server.jdk());

    assertThat(matrix.documented(server.names())).isEqualTo(played(server).cells(server));
  }

  /** Prints and writes the table; into the page with {@code -Dapprove=true}, for a review. */
  @AfterAll
  void publish() throws IOException {
    PageTable.publish("frameworks.md", matrix);
  }

  private Played played(FrameworkServer server) {
    assumeTrue(server.unfit().isEmpty(), server.unfit());
    return runs.computeIfAbsent(server, this::play).join();
  }

  private CompletableFuture<Played> play(FrameworkServer server) {
    Path directory = root.resolve(Integer.toString(runs.size()));
    CompletableFuture<FrameworkRun> enforced = run(server, "enforce", directory);
    return run(server, "audit", directory)
        .thenCombine(enforced, (audited, other) -> new Played(other, audited))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                matrix.put(server.names(), done.cells(server));
              }
            });
  }

  private static CompletableFuture<FrameworkRun> run(
      FrameworkServer server, String mode, Path directory) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return FrameworkRun.of(server, mode, directory.resolve(mode));
          } catch (Exception e) {
            throw new AssertionError(server + " in " + mode + " mode", e);
          }
        });
  }

  /** The same in both modes. */
  private record Played(FrameworkRun enforced, FrameworkRun audited) {
    Map<String, String> cells(FrameworkServer server) {
      Map<FrameworkCell, String> wrong = new HashMap<>(enforced.deviationsInEnforceMode());
      if (!audited.deviationsInAuditMode().isEmpty()) {
        wrong.put(FrameworkCell.AUDIT, "");
      }
      Map<String, String> cells = new LinkedHashMap<>();
      for (FrameworkCell cell : FrameworkCell.values()) {
        cells.put(
            cell.toString(),
            server.has(cell) ? PageTable.held(!wrong.containsKey(cell)) : PageTable.ABSENT);
      }
      return cells;
    }
  }
}
