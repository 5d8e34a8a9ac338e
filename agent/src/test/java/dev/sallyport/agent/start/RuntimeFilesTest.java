package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in grant of a JVM that is made up. */
class RuntimeFilesTest {
  private final Properties properties = new Properties();
  private Path root;

  @BeforeEach
  void make(@TempDir Path temporary) throws IOException {
    root = temporary.toRealPath();
    Files.createDirectories(root.resolve("jdk/lib/security"));
    Files.createDirectories(root.resolve("jdk/conf"));
    Files.createFile(root.resolve("jdk/lib/modules"));
    properties.setProperty("java.home", root.resolve("jdk").toString());
  }

  private List<String> patterns() {
    return RuntimeFiles.of(properties, new File("/opt/sallyport.jar"));
  }

  private boolean granted(String path) {
    for (String pattern : patterns()) {
      try {
        if (PathPattern.parse(pattern).matches(path)) {
          return true;
        }
      } catch (Malformed e) {
        throw new AssertionError(pattern, e);
      }
    }
    return false;
  }

  @Test
  void jvm_readsItsHomeAndTheSystemsTables() {
    assertThat(granted(root + "/jdk/lib/modules")).isTrue();
    assertThat(granted("/etc/resolv.conf")).isTrue();
    assertThat(granted("/dev/urandom")).isTrue();
    assertThat(granted("/opt/sallyport.jar")).isTrue();
    assertThat(granted("/etc/passwd")).isFalse();
    assertThat(granted("/proc/self/environ")).isFalse();
    assertThat(granted(root + "/other")).isFalse();
  }

  @Test
  void trustStore_ofTheCommandLine_isRead() {
    String store = root + "/trusted.p12";
    assertThat(granted(store)).isFalse();

    properties.setProperty("javax.net.ssl.trustStore", store);
    assertThat(granted(store)).isTrue();
    assertThat(granted(root + "/keys.p12")).isFalse();

    properties.setProperty("javax.net.ssl.trustStore", "NONE");
    assertThat(patterns()).noneMatch(pattern -> pattern.endsWith("NONE"));
  }

  @Test
  void classPath_ofDirectoriesAndJars_isReadAsEach() throws IOException {
    Path classes = Files.createDirectory(root.resolve("classes"));
    Path jar = Files.createFile(root.resolve("app.jar"));
    properties.setProperty(
        "java.class.path", classes + File.pathSeparator + File.pathSeparator + jar);

    assertThat(granted(classes + "/a/B.class")).isTrue();
    assertThat(granted(jar.toString())).isTrue();
    assertThat(granted(jar + "/beside")).isFalse();
    assertThat(granted(root + "/secret")).isFalse();
  }

  @Test
  void classPath_goingUp_isReadWhereItLeads() throws IOException {
    Files.createDirectories(root.resolve("run"));
    Path jar = Files.createFile(root.resolve("app.jar"));
    Path classes = Files.createDirectory(root.resolve("classes"));
    properties.setProperty(
        "java.class.path",
        root.resolve("run/../app.jar") + File.pathSeparator + root.resolve("run/../classes"));

    assertThat(granted(jar.toString())).isTrue();
    assertThat(granted(classes + "/a/B.class")).isTrue();
    assertThat(granted(root + "/secret")).isFalse();
  }

  @Test
  void classPath_goingUpFromALink_isReadWhereTheSystemGoes() throws IOException {
    Files.createDirectories(root.resolve("releases/1"));
    Files.createSymbolicLink(root.resolve("current"), root.resolve("releases/1"));
    Path jar = Files.createFile(root.resolve("releases/app.jar"));
    properties.setProperty("java.class.path", root.resolve("current/../app.jar").toString());

    assertThat(granted(jar.toString())).isTrue();
    assertThat(granted(root + "/app.jar")).isFalse();
  }

  @Test
  void classPath_goingUpToTheRoot_isReadFromThere() {
    properties.setProperty("java.class.path", "/../no-such/../app.jar");

    assertThat(granted("/app.jar")).isTrue();
  }

  @Test
  void classPath_withCharactersOfPatterns_meansThem() throws IOException {
    Path odd = Files.createDirectory(root.resolve("a[b]{c}*"));
    properties.setProperty("java.class.path", odd.toString());

    assertThat(granted(odd + "/B.class")).isTrue();
    assertThat(granted(root + "/ab{c}x/B.class")).isFalse();
  }

  @Test
  void modulePath_isReadToo() throws IOException {
    Path modules = Files.createDirectory(root.resolve("mods"));
    properties.setProperty("jdk.module.path", modules.toString());

    assertThat(granted(modules + "/app.jar")).isTrue();
  }

  @Test
  void fileThatTheHomeLinksTo_isGrantedAndItsNeighboursAreNot() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("etc"));
    Path certificates = Files.createFile(elsewhere.resolve("cacerts"));
    Path link = root.resolve("jdk/lib/security/cacerts");
    Files.createSymbolicLink(link, certificates);

    // The engine resolves each pattern; this one is the link by itself.
    assertThat(patterns()).contains(link.toString());
    assertThat(granted(elsewhere + "/key")).isFalse();
  }

  @Test
  void patterns_ofThisJvm_areWellFormed() {
    for (String pattern : RuntimeFiles.of(System.getProperties(), new File("a.jar"))) {
      assertThat(PathPattern.quote(pattern)).isNotEmpty();
      org.assertj.core.api.Assertions.assertThatCode(() -> PathPattern.parse(pattern))
          .doesNotThrowAnyException();
    }
  }

  /** Quarkus' loader finds the server's classes beside the jar that it was started with. */
  @Test
  void jar_ofQuarkus_hasItsDirectoriesRead() throws IOException {
    Path jar = root.resolve("quarkus-run.jar");
    properties.setProperty("java.class.path", jar.toString());

    write(jar, "com.example.Main");
    assertThat(granted(root + "/lib/main/library.jar")).isFalse();

    write(jar, "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    assertThat(granted(root + "/lib/main/library.jar")).isTrue();
    assertThat(granted(root + "/app/server.jar")).isTrue();
    assertThat(granted(root + "/quarkus/generated-bytecode.jar")).isTrue();
    assertThat(granted(root + "/config/application.properties")).isFalse();
  }

  @Test
  void jar_whoseManifestHasAClassPath_hasItRead() throws IOException {
    Files.createDirectories(root.resolve("app/classes"));
    Path jar = root.resolve("app/server.jar");
    String elsewhere = root.resolve("elsewhere.jar").toUri().toString();
    write(
        jar,
        Attributes.Name.CLASS_PATH,
        "lib/a%20b.jar ../up.jar classes/ " + elsewhere + " http://example.com/c.jar |");
    assertThat(granted(root + "/app/lib/a b.jar")).isFalse();

    properties.setProperty("java.class.path", jar.toString());
    assertThat(granted(root + "/app/lib/a b.jar")).isTrue();
    assertThat(granted(root + "/up.jar")).isTrue();
    assertThat(granted(root + "/app/classes/a/B.class")).isTrue();
    assertThat(granted(root + "/elsewhere.jar")).isTrue();
    assertThat(granted(root + "/app/lib/other.jar")).isFalse();
    assertThat(granted(root + "/app/.env")).isFalse();
  }

  private static void write(Path jar, String main) throws IOException {
    write(jar, Attributes.Name.MAIN_CLASS, main);
  }

  private static void write(Path jar, Attributes.Name key, String value) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(key, value);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }
}
