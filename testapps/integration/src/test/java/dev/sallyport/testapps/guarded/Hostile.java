package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What the hostile server is started with: all that its attacks could hope for. */
final class Hostile {
  /** Some library of the JDK's that a server without a screen or preferences doesn't load. */
  private static final String LIBRARY = "libprefs.so";

  private Hostile() {}

  /** A launch of the hostile server with its flags; one of another is left as it is. */
  static ServerLaunch arm(ServerLaunch launch, App app, Jdk jdk, Path directory) {
    if (!app.equals(App.hostileServer())) {
      return launch;
    }
    if (jdk.feature() < 19) {
      launch.jvmArgs("--add-modules=jdk.incubator.foreign");
    }
    return launch.jvmArgs(
        "-javaagent:" + agent(directory),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-Djdk.attach.allowAttachSelf=true");
  }

  /** A library outside of the JDK. */
  static Path library(Scene scene) {
    try {
      Path copy = scene.directory("library").resolve(LIBRARY);
      return Files.copy(scene.jdk().home().resolve("lib").resolve(LIBRARY), copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is named in the record of a foreign function: the API, from the JDK that tells it. */
  static String linker(Jdk jdk) {
    return jdk.feature() < 19
        ? "dev.sallyport.testapps.hostile.AgainstTheJvm"
        : "java.lang.foreign.Linker";
  }

  /** A jar that makes a class of the server's an agent. */
  private static Path agent(Path directory) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", "dev.sallyport.testapps.hostile.StolenInstrumentation");
    Path jar = directory.resolve("stolen.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
