package dev.sallyport.agent.doctor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are found to be a class, and what is told of those that can't be read. */
class ClassFilesTest {
  private static final String WANTED = "com/acme/Server";
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path directory;

  private final List<String> seen = new ArrayList<>();
  private final ClassFiles files =
      new ClassFiles(Set.of(WANTED), this::saw, /* nestedLimit= */ 1 << 20);

  private void saw(String place, String owner, byte[] bytes) {
    assertThat(owner).isEqualTo(WANTED);
    assertThat(bytes).isEqualTo(BYTES);
    seen.add(place.isEmpty() ? place : directory.relativize(Path.of(place)).toString());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static Jars wanted() {
    return Jars.jar().with(WANTED + ".class", BYTES);
  }

  private List<String> unread() {
    return files.unread().stream()
        .map(one -> directory.relativize(Path.of(one.place())) + ": " + one.text())
        .toList();
  }

  @Test
  void classes_ofJarsAndDirectories_areFoundWhereverTheirPathEndsSo() throws IOException {
    write("classes/" + WANTED + ".class", BYTES);
    write("lib/plain.jar", wanted().bytes());
    write(
        "lib/deep/boot.jar",
        Jars.jar().with("BOOT-INF/classes/" + WANTED + ".class", BYTES).bytes());
    write(
        "lib/release.jar",
        wanted().with("META-INF/versions/17/" + WANTED + ".class", BYTES).bytes());
    write("lib/other.jar", Jars.jar().with("com/acme/OtherServer.class", BYTES).bytes());
    write("lib/notes.txt", BYTES);

    files.read(directory);

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "", "lib/plain.jar", "lib/deep/boot.jar", "lib/release.jar", "lib/release.jar");
    assertThat(files.classes()).isEqualTo(6);
    assertThat(unread()).isEmpty();
  }

  @Test
  void jarsInsideOfJars_areLookedThrough_asFarAsAnyoneNestsThem() throws IOException {
    byte[] jar = wanted().bytes();
    byte[] war = Jars.jar().with("WEB-INF/lib/a.jar", jar).bytes();
    byte[] ear = Jars.jar().with("web.war", war).bytes();
    write("fat.jar", Jars.jar().with("in.ear", ear).with("BOOT-INF/lib/a.jar", jar).bytes());
    write("deeper.jar", Jars.jar().with("fat.jar", Jars.jar().with("in.ear", ear).bytes()).bytes());

    files.read(directory.resolve("fat.jar"));
    files.read(directory.resolve("deeper.jar"));

    assertThat(seen)
        .containsExactly(
            "fat.jar!/in.ear!/web.war!/WEB-INF/lib/a.jar", "fat.jar!/BOOT-INF/lib/a.jar");
    assertThat(unread())
        .containsExactly(
            "deeper.jar!/fat.jar!/in.ear!/web.war!/WEB-INF/lib/a.jar:"
                + " lies in too many others to be looked at");
  }

  @Test
  void manifest_namesFurtherFiles_eachReadOnce() throws IOException {
    byte[] manifest =
        "Manifest-Version: 1.0\nClass-Path: lib/a.jar conf/ lib/gone.jar http://127.0.0.1/b.jar\n"
            .getBytes(StandardCharsets.UTF_8);
    write("run.jar", Jars.jar().with("META-INF/MANIFEST.MF", manifest).bytes());
    write("lib/a.jar", wanted().bytes());
    write("lib/unnamed.jar", wanted().bytes());
    write("conf/" + WANTED + ".class", BYTES);

    files.read(directory.resolve("run.jar"));
    files.read(directory.resolve("lib/a.jar"));

    assertThat(seen).containsExactly("lib/a.jar", "conf");
    assertThat(unread()).isEmpty();
  }

  @Test
  void damage_isToldInALine_andTheRestIsLookedThrough() throws IOException {
    byte[] jar = wanted().with("filler", new byte[9000]).bytes();
    write("a.jar", "no jar".getBytes(StandardCharsets.UTF_8));
    write("b.jar", Arrays.copyOf(jar, jar.length / 2));
    write(
        "c.jar",
        Jars.jar()
            .with("lib/cut.jar", Arrays.copyOf(jar, jar.length / 3))
            .with("lib/none.jar", BYTES)
            .with("lib/whole.jar", jar)
            .bytes());
    write("d.jar", jar);

    files.read(directory);
    files.read(directory.resolve("e.jar"));

    assertThat(seen).contains("c.jar!/lib/whole.jar", "d.jar").doesNotContain("a.jar", "b.jar");
    assertThat(unread())
        .hasSize(5)
        .allMatch(line -> line.lines().count() == 1)
        .anyMatch(line -> line.startsWith("a.jar: zip "))
        .anyMatch(line -> line.startsWith("b.jar: zip "))
        .contains(
            "c.jar!/lib/cut.jar: is no jar, or is cut off",
            "c.jar!/lib/none.jar: is no jar, or is cut off",
            "e.jar: is not there");
  }

  @Test
  void bomb_isGivenUp_andTheRestIsLookedThrough() throws IOException {
    byte[] bomb =
        Jars.jar().with("zeroes", new byte[2 << 20]).with("a.jar", wanted().bytes()).bytes();
    write("fat.jar", Jars.jar().with("bomb.jar", bomb).with("lib/a.jar", wanted().bytes()).bytes());

    files.read(directory.resolve("fat.jar"));

    assertThat(bomb).hasSizeLessThan(1 << 16);
    assertThat(seen).containsExactly("fat.jar!/lib/a.jar");
    assertThat(unread())
        .containsExactly("fat.jar!/bomb.jar: holds more than 1 MiB, and the rest is not looked at");
  }

  @Test
  void classTooLargeToBeOne_isNotKept() throws IOException {
    write("a.jar", Jars.jar().with(WANTED + ".class", new byte[(16 << 20) + 1]).bytes());

    files.read(directory);

    assertThat(seen).isEmpty();
    assertThat(unread()).containsExactly("a.jar: com.acme.Server is too large for a class");
  }

  /** Libraries bring jars of that kind: of native code, or of nothing but what they need. */
  @Test
  void jarWithoutClasses_isNothingToTell() throws IOException {
    byte[] manifest = "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8);
    byte[] empty = Jars.jar().with("META-INF/MANIFEST.MF", manifest).bytes();
    write(
        "a.jar",
        Jars.jar().with("lib/empty.jar", empty).with("lib/none.jar", Jars.jar().bytes()).bytes());

    files.read(directory.resolve("a.jar"));

    assertThat(files.classes()).isZero();
    assertThat(unread()).isEmpty();
  }
}
