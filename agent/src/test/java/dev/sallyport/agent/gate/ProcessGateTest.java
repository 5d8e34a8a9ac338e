package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that would really run, under a policy that grants the one in {@code bin}. */
class ProcessGateTest {
  private Path bin;
  private Path other;
  private String grant;

  @BeforeEach
  void install(@TempDir Path temporary) throws IOException {
    Path root = temporary.toRealPath();
    bin = Files.createDirectory(root.resolve("bin"));
    other = Files.createDirectory(root.resolve("other"));
    program(bin.resolve("tool"));
    program(other.resolve("tool"));
    grant =
        "{ exec: [{ program: '"
            + bin.resolve("tool")
            + "', args: ['**'] }], files: { read: ['"
            + root
            + "/**'] } }";
  }

  private static void program(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private boolean starts(@Nullable String searchPath, @Nullable Path directory, String... command) {
    try (House house = House.searching(searchPath, grant)) {
      return house.starts(directory == null ? null : directory.toString(), command);
    }
  }

  @Test
  void start_byAbsoluteName_isThatProgram() {
    assertThat(starts("", null, bin + "/tool")).isTrue();
    assertThat(starts("", null, other + "/tool")).isFalse();
    assertThat(starts("", null, bin + "/../other/tool")).isFalse();
  }

  @Test
  void start_byBareName_isTheFirstOnTheSearchPath() {
    assertThat(starts(bin + ":" + other, null, "tool")).isTrue();
    assertThat(starts(other + ":" + bin, null, "tool")).isFalse();
  }

  @Test
  void start_byBareName_skipsWhatCannotRun() throws IOException {
    Path docs = Files.createDirectory(other.resolve("docs"));
    Files.createFile(docs.resolve("tool"));
    Path folders = Files.createDirectory(other.resolve("folders"));
    Files.createDirectory(folders.resolve("tool"));

    assertThat(starts(docs + ":" + folders + ":" + bin, null, "tool")).isTrue();
  }

  @Test
  void start_byBareNameThatIsNowhere_denied() {
    assertThat(starts("/nowhere", null, "tool")).isFalse();
    assertThat(starts(null, null, "no-such-tool")).isFalse();
  }

  @Test
  void start_throughLink_isWhereItLeads() throws IOException {
    Files.createSymbolicLink(other.resolve("granted"), bin.resolve("tool"));
    Files.createSymbolicLink(bin.resolve("leak"), other.resolve("tool"));

    assertThat(starts(other.toString(), null, "granted")).isTrue();
    assertThat(starts(bin.toString(), null, "leak")).isFalse();
    assertThat(starts("", null, bin + "/leak")).isFalse();
  }

  @Test
  void start_byRelativeName_isBelowTheChildsDirectory() {
    assertThat(starts("", bin, "./tool")).isTrue();
    assertThat(starts("", other, "./tool")).isFalse();
  }

  @Test
  void start_overRelativeSearchPath_isBelowTheChildsDirectory() {
    assertThat(starts(".:" + bin, bin, "tool")).isTrue();
    assertThat(starts(".:" + bin, other, "tool")).isFalse();
    assertThat(starts("bin:" + other, bin.getParent(), "tool")).isTrue();
  }

  @Test
  void start_overEmptySearchPath_isInTheChildsDirectory() {
    assertThat(starts("", bin, "tool")).isTrue();
    assertThat(starts("", other, "tool")).isFalse();
    assertThat(starts(":" + bin, other, "tool")).isFalse();
  }

  @Test
  void start_withOtherArguments_denied() {
    grant = grant.replace("**", "-*");

    assertThat(starts(bin.toString(), null, "tool", "-v")).isTrue();
    assertThat(starts(bin.toString(), null, "tool", "everything")).isFalse();
    assertThat(starts(bin.toString(), null, "tool", "-v", "everything")).isFalse();
  }

  @Test
  void record_ofStart_namesTheRealProgramAndNoArgument() throws IOException {
    Files.createSymbolicLink(other.resolve("granted"), bin.resolve("tool"));

    try (House house = House.searching(other.toString(), grant)) {
      house.starts(null, "granted", "-password");
      assertThat(house.decisions())
          .containsExactly("process start " + bin.resolve("tool") + " allow allowed");
    }
  }
}
