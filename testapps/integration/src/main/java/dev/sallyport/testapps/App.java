package dev.sallyport.testapps;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that can be started: a module of the test applications, built.
 *
 * @param name short, for directories and test cases
 * @param module the module's folder, with {@code target/classes} and {@code target/lib}
 * @param mainClass the class to run
 */
public record App(String name, Path module, String mainClass) {

  /**
   * {@code [--kind sync|async|stateless] WORKSPACE}: read_file, write_file, list_directory,
   * search_files.
   */
  public static App filesServer() {
    return module("files-server", "dev.sallyport.testapps.files.Main");
  }

  /**
   * {@code [--kind sync|async|stateless] WORKSPACE}: read_file, peek_file, delete_file, move_file,
   * link_file, fetch_url, resolve_host, send_udp, connect_tcp, run_command, lint_file,
   * dump_environment.
   */
  public static App vulnerableServer() {
    return module("vulnerable-server", "dev.sallyport.testapps.vulnerable.Main");
  }

  /** {@code [async]}, stdio only: read_file, echo; with the SDK of a line such as 0.18. */
  public static App sdkLine(String line) {
    Path module = sdkLinesFolder().resolve(line);
    return new App("sdk-" + line, module, "dev.sallyport.testapps.line.Main");
  }

  /** The server of every line of the official SDK, oldest first. */
  public static List<App> sdkLines() {
    try (Stream<Path> modules = Files.list(sdkLinesFolder())) {
      return modules
          .filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
          .map(module -> module.getFileName().toString())
          .sorted(Comparator.comparing(App::release))
          .map(App::sdkLine)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class path to run with.
   *
   * @throws IllegalStateException if the module is not built
   */
  String classPath() {
    Path target = module.resolve("target");
    if (!Files.isDirectory(target.resolve("classes"))
        || !Files.isDirectory(target.resolve("lib"))) {
      throw new IllegalStateException(module + " is not built; run mvn package");
    }
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }

  @Override
  public String toString() {
    return name;
  }

  private static App module(String name, String mainClass) {
    return new App(name, BuildTree.testapps().resolve(name), mainClass);
  }

  private static Path sdkLinesFolder() {
    return BuildTree.testapps().resolve("sdk-lines");
  }

  /** Orders 0.9 before 0.10, and 0.8 before 0.8-legacy. */
  private static String release(String line) {
    String[] parts = line.split("[.-]", 3);
    return "%3s.%3s-%s".formatted(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }
}
