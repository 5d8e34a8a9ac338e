package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start loads, counted: unlike its time, that is the same on a busy machine.
 *
 * <p>Where a count is exceeded, look for the first class that should not be there by {@code
 * -Xlog:class+load}; JDK 25 tells who asked for it by {@code -Xlog:class+load+cause}.
 */
class StartClassesIT {
  private static final Path JAR = Path.of("target", "sallyport.jar");
  private static final Path LIST = Path.of("src", "main", "start", "classes.txt");

  /** Of ours and of our libraries; now 640. */
  private static final int MOST_CLASSES = 680;

  /** Spun for lambdas and method handles, by the JDK's own start as well; now 73 on JDK 25. */
  private static final int MOST_GENERATED = 85;

  /** A list that is a little behind costs nothing that could be noticed. */
  private static final int MOST_APART = 40;

  private static List<String> loaded;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, InterruptedException {
    Path policy = directory.resolve("policy.yaml");
    Path log = directory.resolve("loaded.txt");
    Files.writeString(
        policy,
        """
        sallyport: 1
        mode: audit
        audit: { file: '%s' }
        tools:
          tool:
            files: { read: ["/srv/**/*.{ts,tsx}"], write: ["/srv/out/**"], deny: ["**/.env*"] }
            net: ["db.internal:5432"]
            http: ["GET https://api.example.com/repos/{owner}/{repo}/contents/**"]
            exec: [{ program: /usr/bin/git, args: [status] }]
        """
            .formatted(directory.resolve("audit.jsonl")));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + JAR + "=policy=" + policy,
                "-Xlog:class+load:file=" + log + "::filecount=0",
                "-cp",
                new File("target/test-classes").getPath(),
                Idle.class.getName())
            .redirectError(directory.resolve("stderr.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("stderr.txt"))).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      loaded = lines.filter(line -> line.contains(" source: ")).map(StartClassesIT::name).toList();
    }
  }

  /** Of a line such as {@code [0.1s][info][class,load] java.lang.Object source: ...}. */
  private static String name(String line) {
    String before = line.substring(0, line.indexOf(" source: "));
    return before.substring(before.lastIndexOf(' ') + 1);
  }

  private static List<String> ours() {
    return loaded.stream()
        .filter(name -> name.matches("dev\\.sallyport\\.(?!agent\\.[A-Z]).*"))
        .toList();
  }

  @Test
  void start_loadsNoMoreThanItDid() {
    assertThat(ours()).hasSizeBetween(MOST_CLASSES / 2, MOST_CLASSES);
  }

  @Test
  void start_linksNoLambdaOfOurs() {
    assertThat(ours()).noneMatch(name -> name.contains("$$Lambda"));
  }

  @Test
  void start_hasTheJvmGenerateNoMoreThanItDid() {
    List<String> generated =
        loaded.stream().filter(name -> name.matches(".*(Lambda|LambdaForm\\$).*/0x.*")).toList();

    assertThat(generated).hasSizeBetween(1, MOST_GENERATED);
  }

  @Test
  void list_hasWhatAStartLoads() throws IOException {
    List<String> listed =
        Files.readAllLines(LIST).stream()
            .map(file -> file.replaceAll("\\.class$", "").replace('/', '.'))
            .toList();
    TreeSet<String> missing = new TreeSet<>(ours());
    missing.removeAll(listed);
    TreeSet<String> idle = new TreeSet<>(listed);
    idle.removeAll(ours());

    assertThat(missing).as("to be added to " + LIST).hasSizeLessThan(MOST_APART);
    assertThat(idle).as("to be taken out of " + LIST).hasSizeLessThan(MOST_APART);
  }

  /** A server that has nothing to do. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] arguments) {}
  }
}
