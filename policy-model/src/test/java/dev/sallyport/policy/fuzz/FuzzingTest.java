package dev.sallyport.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each target, once on what is kept in {@code src/test/resources/fuzz}, and for a while on new
 * inputs in a process of Jazzer.
 *
 * <p>For ten minutes each: {@code mvn test -pl policy-model -Dtest=FuzzingTest -Dsallyport.fuzz=600
 * -Dsallyport.seed=...}. Without a seed the same inputs are tried each time, as far as the code is
 * the same.
 */
class FuzzingTest {
  /** Seconds for each target. */
  private static final int SECONDS = Integer.getInteger("sallyport.fuzz", 0);

  private static final int SEED = Integer.getInteger("sallyport.seed", 7);

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(
      classes = {
        ReaderFuzz.class,
        PathFuzz.class,
        GlobFuzz.class,
        UrlFuzz.class,
        ArgumentFuzz.class
      })
  void inputsThatAreKept_areHeldTo(Class<?> target) throws Exception {
    Method method = target.getMethod("fuzzerTestOneInput", byte[].class);
    List<Path> inputs = inputs(target);

    for (Path input : inputs) {
      byte[] bytes = Files.readAllBytes(input);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> method.invoke(null, (Object) bytes), input.toString());
    }

    assertThat(inputs).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ReaderFuzz.class,
        PathFuzz.class,
        GlobFuzz.class,
        UrlFuzz.class,
        ArgumentFuzz.class
      })
  void newInputs_areHeldTo(Class<?> target) throws Exception {
    Assumptions.assumeTrue(
        SECONDS > 0, "new inputs are looked for where -Dsallyport.fuzz=SECONDS says how long");
    Path log = scratch.resolve("log");
    Path corpus = Files.createDirectory(scratch.resolve("corpus"));
    for (Path input : inputs(target)) {
      Files.copy(input, corpus.resolve(input.getFileName()));
    }

    Process jazzer =
        new ProcessBuilder(command(target, corpus))
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    boolean ended = jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
    jazzer.destroyForcibly().waitFor();

    String said = Files.readString(log);
    assertThat(ended).as(said).isTrue();
    assertThat(jazzer.exitValue()).as(said).isZero();
    assertThat(said).as("it looked at what it ran").contains("Instrumented dev.sallyport.policy");
  }

  private List<String> command(Class<?> target, Path corpus) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx600m");
    command.add("-cp");
    command.add(classPath());
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getName());
    command.add("--instrumentation_includes=dev.sallyport.policy.**");
    // Those are for code that does something; this code only decides.
    command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*");
    command.add("-seed=" + SEED);
    command.add("-max_total_time=" + SECONDS);
    command.add("-timeout=10");
    command.add("-rss_limit_mb=2500");
    command.add("-max_len=400");
    command.add("-artifact_prefix=" + scratch + File.separator);
    command.add(corpus.toString());
    return command;
  }

  /** Where Surefire keeps it from the JVM that runs the tests, it says it in a property. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static List<Path> inputs(Class<?> target) throws IOException {
    try (Stream<Path> inputs =
        Files.list(Path.of("src/test/resources/fuzz", target.getSimpleName()))) {
      return inputs.sorted().toList();
    }
  }
}
