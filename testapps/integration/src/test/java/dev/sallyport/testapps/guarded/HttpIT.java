package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every HTTP client sends what its tool was granted, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {
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

  private Played played(HttpLibrary library, Jdk jdk) throws Exception {
    String key = library + "-" + jdk.feature();
    Played done = runs.get(key);
    if (done == null) {
      Path directory = root.toRealPath().resolve(key);
      CompletableFuture<HttpRun> audited =
          CompletableFuture.supplyAsync(() -> run(library, jdk, "audit", directory));
      done = new Played(run(library, jdk, "enforce", directory), audited.join());
      runs.put(key, done);
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
  private record Played(HttpRun enforced, HttpRun audited) {}
}
