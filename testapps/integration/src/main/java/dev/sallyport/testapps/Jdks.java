package dev.sallyport.testapps;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JDKs of this machine, found by looking: at this JVM, at variables such as {@code JAVA_HOME}
 * and {@code JDK_25}, and where distributions and installers put them. A home is known by its
 * {@code release} file.
 */
public final class Jdks {
  /** The oldest feature version that the agent supports. */
  public static final int OLDEST = 17;

  private static final List<String> NAMES_OF_VARIABLES = List.of("JAVA_HOME", "JDK_");

  private Jdks() {}

  /** The newest JDK of each feature version from {@link #OLDEST} on, in order; never empty. */
  public static List<Jdk> all() {
    Map<Integer, Jdk> newest = new TreeMap<>();
    candidates()
        .map(Jdks::at)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.feature() >= OLDEST)
        .forEach(
            jdk ->
                newest.merge(
                    jdk.feature(),
                    jdk,
                    (a, b) -> a.version().compareToIgnoreOptional(b.version()) < 0 ? b : a));
    return List.copyOf(newest.values());
  }

  /** The JDK of a feature version, if this machine has one. */
  public static Optional<Jdk> of(int feature) {
    return all().stream().filter(jdk -> jdk.feature() == feature).findFirst();
  }

  /**
   * The newest JDK of at least a feature version.
   *
   * @throws IllegalStateException if this machine has none
   */
  public static Jdk newest(int atLeast) {
    return all().stream()
        .filter(jdk -> jdk.feature() >= atLeast)
        .max(Comparator.comparingInt(Jdk::feature))
        .orElseThrow(() -> new IllegalStateException("no JDK " + atLeast + " among " + all()));
  }

  private static Stream<Path> candidates() {
    Path user = Path.of(System.getProperty("user.home"));
    return Stream.of(
            Stream.of(Path.of(System.getProperty("java.home"))),
            variables(System.getenv()),
            children(Path.of("/usr/lib/jvm")),
            children(Path.of("/opt")),
            children(Path.of("/opt/java")),
            children(user.resolve(".jdks")),
            children(user.resolve(".sdkman/candidates/java")),
            children(Path.of("/Library/Java/JavaVirtualMachines"))
                .map(bundle -> bundle.resolve("Contents/Home")))
        .flatMap(found -> found);
  }

  private static Stream<Path> variables(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> NAMES_OF_VARIABLES.stream().anyMatch(variable.getKey()::startsWith))
        .map(Map.Entry::getValue)
        .filter(value -> value.startsWith("/"))
        .map(Path::of);
  }

  private static Stream<Path> children(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList().stream();
    } catch (IOException e) {
      // Most of these places are absent on most machines.
      return Stream.empty();
    }
  }

  private static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    // Up to Java 8 the version began with "1.", which this format refuses.
    return version.isEmpty() || version.startsWith("1.")
        ? Optional.empty()
        : Optional.of(jdk(home, Runtime.Version.parse(version)));
  }

  private static Jdk jdk(Path home, Runtime.Version version) {
    return new Jdk(home, version.feature(), version);
  }
}
