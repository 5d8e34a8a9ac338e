package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
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

/** Every HTTP client sends what its tool was granted, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {
  /** The JDKs that the page has rows for. */
  private static final List<Integer> DOCUMENTED = List.of(17, 25);

  private final PageTable matrix = table(HttpCell.titles());
  private final PageTable surfaces = table(List.of("send", "asynchronous"));
  private final Map<String, Played> runs = new HashMap<>();

  @TempDir Path root;

  static Stream<Arguments> cases() {
    return HttpLibrary.all().stream()
        .flatMap(
            library ->
                Jdks.all().stream()
                    .map(jdk -> Arguments.argumentSet(library + ", " + jdk, library, jdk)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void requests_inEnforceMode_areSentIfGranted(HttpLibrary library, Jdk jdk) throws Exception {
    HttpRun run = played(library, jdk).enforced();

    assertThat(run.deviations(HttpOutcome::deviationInEnforceMode)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void requests_inAuditMode_areAllSent(HttpLibrary library, Jdk jdk) throws Exception {
    HttpRun run = played(library, jdk).audited();

    assertThat(run.deviations(HttpOutcome::deviationInAuditMode)).isEmpty();
  }

  /** Else the column for pools would show nothing. */
  @ParameterizedTest
  @MethodSource("cases")
  void connections_ofPools_areShared(HttpLibrary library, Jdk jdk) throws Exception {
    assertThat(played(library, jdk).audited().notPooled()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void denials_areThoseOfTheAttempts(HttpLibrary library, Jdk jdk) throws Exception {
    assertThat(played(library, jdk).enforced().otherDenials()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oddUrls_areSentAsTheGateReadThem(HttpLibrary library, Jdk jdk) throws Exception {
    List<OddRun> odd = played(library, jdk).enforced().odd();

    odd.forEach(run -> System.out.println(jdk.feature() + " " + run.summary()));
    assertThat(odd.stream().flatMap(run -> run.strays().stream())).isEmpty();
    assertThat(odd).filteredOn(run -> !run.isTelling()).extracting(OddRun::summary).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tables_areTheDocumentedOnes(HttpLibrary library, Jdk jdk) throws Exception {
    assumeTrue(DOCUMENTED.contains(jdk.feature()), "docs/http.md has no row for " + jdk);
    Played played = played(library, jdk);

    for (HttpClientKind client : played.enforced().clients()) {
      assertThat(matrix.documented(row(client, jdk))).isEqualTo(played.cells(client));
      assertThat(surfaces.documented(row(client, jdk))).isEqualTo(played.surfaces(client));
    }
  }

  /** Prints and writes the tables; into the page with {@code -Dapprove=true}, for a review. */
  @AfterAll
  void publish() throws IOException {
    PageTable.publish("http.md", matrix, surfaces);
  }

  private static PageTable table(List<String> columns) {
    return new PageTable("http.md", List.of("client", "JDK"), columns);
  }

  private static List<String> row(HttpClientKind client, Jdk jdk) {
    return List.of(client.name(), Integer.toString(jdk.feature()));
  }

  private Played played(HttpLibrary library, Jdk jdk) throws Exception {
    String key = library + "-" + jdk.feature();
    Played done = runs.get(key);
    if (done == null) {
      Path directory = root.toRealPath().resolve(key);
      CompletableFuture<HttpRun> audited =
          CompletableFuture.supplyAsync(() -> run(library, jdk, "audit", directory));
      done = new Played(run(library, jdk, "enforce", directory), audited.join());
      runs.put(key, done);
      for (HttpClientKind client : done.enforced().clients()) {
        matrix.put(row(client, jdk), done.cells(client));
        surfaces.put(row(client, jdk), done.surfaces(client));
      }
    }
    return done;
  }

  private static HttpRun run(HttpLibrary library, Jdk jdk, String mode, Path directory) {
    try {
      return HttpRun.of(library, jdk, mode, directory.resolve(mode));
    } catch (Exception e) {
      throw new AssertionError(library + " in " + mode + " mode on " + jdk, e);
    }
  }

  /** The same in both modes. */
  private record Played(HttpRun enforced, HttpRun audited) {
    /** What a client's row of the matrix says. */
    Map<String, String> cells(HttpClientKind client) {
      Map<HttpCell, String> wrong = new HashMap<>();
      wrong.putAll(deviations(enforced.deviations(HttpOutcome::deviationInEnforceMode), client));
      wrong.putAll(deviations(audited.deviations(HttpOutcome::deviationInAuditMode), client));
      Map<String, String> cells = new LinkedHashMap<>();
      for (HttpCell cell : HttpCell.values()) {
        String found = PageTable.held(!wrong.containsKey(cell));
        cells.put(cell.toString(), client.can(cell) ? found : PageTable.ABSENT);
      }
      return cells;
    }

    /** What a client throws. */
    Map<String, String> surfaces(HttpClientKind client) {
      Map<String, String> surfaces = new LinkedHashMap<>();
      surfaces.put("send", enforced.surface(client.name(), /* async= */ false));
      surfaces.put(
          "asynchronous",
          client.async() ? enforced.surface(client.name(), /* async= */ true) : PageTable.ABSENT);
      return surfaces;
    }

    private static Map<HttpCell, String> deviations(
        Map<String, Map<HttpCell, String>> deviations, HttpClientKind client) {
      return deviations.getOrDefault(client.name(), Map.of());
    }
  }
}
