package dev.sallyport.testapps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build has put what is tested. The build says so; elsewhere it is looked for. */
public final class BuildTree {
  private BuildTree() {}

  /**
   * The folder of the test applications: the system property {@code sallyport.testapps}, or the
   * nearest {@code testapps} in the working directory or above it.
   */
  public static Path testapps() {
    String told = System.getProperty("sallyport.testapps");
    if (told != null) {
      return Path.of(told).toAbsolutePath().normalize();
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, directory -> directory != null, Path::getParent)
        .map(directory -> directory.resolve("testapps"))
        .filter(directory -> Files.isRegularFile(directory.resolve("pom.xml")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no testapps in " + here + " or above"));
  }

  /**
   * The packaged agent, which may not have been built yet: the system property {@code
   * sallyport.jar}, or the place where the build of the agent puts it.
   */
  public static Path agentJar() {
    String told = System.getProperty("sallyport.jar");
    return told != null
        ? Path.of(told).toAbsolutePath().normalize()
        : testapps().resolveSibling("agent/target/sallyport.jar");
  }
}
