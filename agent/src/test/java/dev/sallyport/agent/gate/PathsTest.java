package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where paths really lead, on real links. */
class PathsTest {
  /** The "directory" that stands for the working directory, on Linux. */
  private static final int AT_FDCWD = -100;

  private Paths paths;
  private Path root;

  @BeforeEach
  void make(@TempDir Path temporary) throws ReflectiveOperationException, IOException {
    paths = Paths.over(MethodHandles.lookup());
    root = temporary.toRealPath();
  }

  @Test
  void real_ofLinkToFile_isTheFile() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), file);

    assertThat(paths.real(root.resolve("link"))).isEqualTo(file);
    assertThat(paths.real(file)).isEqualTo(file);
  }

  @Test
  void real_ofDotsAfterLink_isTheParentOfWhereItLeads() throws IOException {
    Path inner = Files.createDirectories(root.resolve("far").resolve("inner"));
    Files.createSymbolicLink(root.resolve("link"), inner);
    Path file = Files.createFile(root.resolve("far").resolve("file"));

    assertThat(paths.real(root.resolve("link/../file"))).isEqualTo(file);
    assertThat(paths.real(root.resolve("link/../new"))).isEqualTo(root.resolve("far/new"));
  }

  @Test
  void links_onTheWay_standWhereTheyReallyAre() throws IOException {
    Path first = Files.createDirectories(root.resolve("first/inner"));
    Files.createFile(first.resolve("file"));
    Files.createDirectory(root.resolve("far"));
    Path data = Files.createSymbolicLink(root.resolve("data"), Path.of("first"));
    Path hop = Files.createSymbolicLink(root.resolve("far/hop"), Path.of("../data/inner"));
    Path file = Files.createSymbolicLink(root.resolve("file"), Path.of("far/hop/file"));

    assertThat(paths.links(file.toFile()))
        .containsExactly(file.toString(), hop.toString(), data.toString());
    assertThat(paths.links(first.resolve("file").toFile())).isEmpty();
  }

  @Test
  void links_inACircle_end() throws IOException {
    Path one = Files.createSymbolicLink(root.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(root.resolve("two"), Path.of("one"));

    assertThat(paths.links(one.toFile())).hasSize(40).contains(one.toString());
  }

  @Test
  void real_ofMissingFile_standsUnderItsRealParent() throws IOException {
    Path far = Files.createDirectory(root.resolve("far"));
    Files.createSymbolicLink(root.resolve("link"), far);

    assertThat(paths.real(root.resolve("link/new"))).isEqualTo(far.resolve("new"));
    assertThat(paths.real(root.resolve("link/a/b/new"))).isEqualTo(far.resolve("a/b/new"));
  }

  @Test
  void real_ofDanglingLink_isWhatWouldBeMade() throws IOException {
    Files.createDirectory(root.resolve("far"));
    Files.createSymbolicLink(root.resolve("absolute"), root.resolve("far/new"));
    Files.createSymbolicLink(root.resolve("relative"), Path.of("far/other"));

    assertThat(paths.real(root.resolve("absolute"))).isEqualTo(root.resolve("far/new"));
    assertThat(paths.real(root.resolve("relative"))).isEqualTo(root.resolve("far/other"));
  }

  @Test
  void real_ofRelativeDanglingLinkInLinkedDirectory_leadsFromWhereItStands() throws IOException {
    Path inner = Files.createDirectories(root.resolve("far/inner"));
    Files.createSymbolicLink(root.resolve("short"), inner);
    Files.createSymbolicLink(inner.resolve("up"), Path.of("../new"));

    assertThat(paths.real(root.resolve("short/up"))).isEqualTo(root.resolve("far/new"));
  }

  @Test
  void real_ofChainOfDanglingLinks_isItsEnd() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.createSymbolicLink(root.resolve("l" + i), Path.of("l" + (i + 1)));
    }

    assertThat(paths.real(root.resolve("l0"))).isEqualTo(root.resolve("l10"));
  }

  @Test
  void real_ofLoop_ends() throws IOException {
    Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
    Files.createSymbolicLink(root.resolve("self"), Path.of("self/x"));

    assertThat(paths.real(root.resolve("a"))).startsWithRaw(root);
    assertThat(paths.real(root.resolve("a/below"))).startsWithRaw(root);
    assertThat(paths.real(root.resolve("self"))).startsWithRaw(root);
  }

  @Test
  void real_ofMoreLinksThanTheKernelFollows_doesNotFollowThemEither() throws IOException {
    for (int i = 0; i < 60; i++) {
      Files.createSymbolicLink(root.resolve("l" + i), Path.of("l" + (i + 1)));
    }

    // The kernel refuses to open it, so it does not matter which of the links is named.
    assertThat(paths.real(root.resolve("l0")).getFileName().toString()).startsWith("l");
    assertThat(Files.exists(root.resolve("l0"))).isFalse();
  }

  @Test
  void real_ofDotsUnderMissingDirectory_staysBelowNothing() {
    assertThat(paths.real(root.resolve("gone/../new"))).isEqualTo(root.resolve("new"));
    assertThat(paths.real(root.resolve("gone/./new"))).isEqualTo(root.resolve("gone/new"));
    assertThat(paths.real(Path.of("/../..")).toString()).isEqualTo("/");
  }

  @Test
  void realParent_ofLink_isTheLinkItself() throws IOException {
    Path far = Files.createDirectory(root.resolve("far"));
    Path file = Files.createFile(far.resolve("file"));
    Files.createSymbolicLink(far.resolve("link"), file);
    Files.createSymbolicLink(root.resolve("short"), far);

    assertThat(paths.realParent(root.resolve("short/link"))).isEqualTo(far.resolve("link"));
    assertThat(paths.realParent(root.resolve("short/link/."))).isEqualTo(file);
    assertThat(paths.realParent(Path.of("/"))).hasToString("/");
  }

  @Test
  void real_ofLongMissingPath_isAnswered() {
    Path deep = root.resolve("a/".repeat(1500));

    assertThat(paths.real(deep)).isEqualTo(deep);
  }

  @Test
  void absolute_ofRelativeText_isUnderTheProcesssDirectory() {
    Path here = Path.of("").toAbsolutePath();

    assertThat(paths.absolute("some/file")).isEqualTo(here.resolve("some/file"));
    assertThat(paths.absolute(new File("some/file"))).isEqualTo(here.resolve("some/file"));
    assertThat(paths.absolute(Path.of("some/file"))).isEqualTo(here.resolve("some/file"));
    assertThat(paths.absolute("/some/file")).hasToString("/some/file");
  }

  @Test
  void absolute_ofTextAfterUserDirChanged_isStillWhereJavaIoOpens() {
    Path here = Path.of("").toAbsolutePath();
    String before = System.getProperty("user.dir");

    System.setProperty("user.dir", root.toString());
    try {
      assertThat(paths.absolute("some/file")).isEqualTo(here.resolve("some/file"));
    } finally {
      System.setProperty("user.dir", before);
    }
  }

  @Test
  void absolute_ofPathInAnotherFileSystem_isTheTextInThisOne() throws IOException {
    Path zip = root.resolve("some.zip");
    try (FileSystem other =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      assertThat(paths.absolute(other.getPath("/etc/file"))).hasToString("/etc/file");
    }
  }

  @Test
  void opened_ofDescriptor_isItsPath() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), file);

    try (FileInputStream in = new FileInputStream(root.resolve("link").toFile())) {
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
    }
  }

  @Test
  void opened_ofRemovedFile_isThePathItHad() throws IOException {
    Path file = Files.createFile(root.resolve("file"));

    try (FileInputStream in = new FileInputStream(file.toFile())) {
      Files.delete(file);
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
      Files.createFile(file);
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
    }
  }

  @Test
  void opened_ofFileThatIsCalledDeleted_isThatFile() throws IOException {
    Path file = Files.createFile(root.resolve("file (deleted)"));

    try (FileInputStream in = new FileInputStream(file.toFile())) {
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
      Files.delete(file);
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
    }
  }

  @Test
  void opened_ofRemovedFileBesideOneThatIsCalledDeleted_isTheRemovedOne() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Files.createFile(root.resolve("file (deleted)"));

    try (FileInputStream in = new FileInputStream(file.toFile())) {
      Files.delete(file);
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
    }
  }

  @Test
  void opened_ofRemovedFileWhoseOtherNameStands_isThePathItHad() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Files.createLink(root.resolve("other"), file);

    try (FileInputStream in = new FileInputStream(file.toFile())) {
      Files.delete(file);
      assertThat(paths.opened(paths.number(in.getFD()))).isEqualTo(file);
    }
  }

  @Test
  void opened_ofPipe_isWhatItsNameUnderProcLeadsTo() throws IOException {
    Process process = new ProcessBuilder("cat").start();
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
      Path number = Path.of("/proc/self/fd").resolve(Integer.toString(pipe()));

      assertThat(paths.opened(pipe())).isEqualTo(paths.real(number));
    } finally {
      process.destroy();
    }
  }

  /** A descriptor of this process that is open on a pipe. */
  private static int pipe() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path number : open.toList()) {
        if (Files.isSymbolicLink(number)
            && Files.readSymbolicLink(number).toString().startsWith("pipe:")) {
          return Integer.parseInt(number.getFileName().toString());
        }
      }
    }
    throw new AssertionError("no pipe is open");
  }

  @Test
  void at_ofNameThatIsNoText_isThatName() throws Exception {
    byte[] name = {'a', (byte) 0xff};
    try (FileInputStream in = new FileInputStream(Files.createFile(root.resolve("f")).toFile())) {
      Path found = paths.at(paths.number(in.getFD()), name);

      assertThat(found.toUri().getRawPath()).endsWith("/f/a%FF");
    }
  }

  @Test
  void at_ofNoDirectory_isWhereTheProcessIs() {
    assertThat(paths.at(AT_FDCWD, Path.of("some/file")))
        .isEqualTo(Path.of("").toAbsolutePath().resolve("some/file"));
  }

  @Test
  void absolute_ofBytes_isThatPath() {
    assertThat(paths.absolute("/etc/mtab".getBytes(StandardCharsets.UTF_8)))
        .hasToString("/etc/mtab");
  }

  @Test
  void real_ofNameThatTheFileSystemFolds_isTheNameThatItReports() throws IOException {
    Path file = Files.createFile(root.resolve("Name"));
    Path folded = root.resolve("name");
    assumeThat(Files.exists(folded)).as("this file system folds names").isTrue();

    assertThat(paths.real(folded)).isEqualTo(file);
  }

  @Test
  void at_ofOpenDirectory_isBelowIt() throws IOException {
    try (FileInputStream in = new FileInputStream(Files.createFile(root.resolve("f")).toFile())) {
      // A file stands in for the directory, which Java can't open as a stream.
      int number = paths.number(in.getFD());

      assertThat(paths.at(number, "name".getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(root.resolve("f/name"));
      assertThat(paths.at(number, "/etc/hosts".getBytes(StandardCharsets.UTF_8)))
          .hasToString("/etc/hosts");
    }
  }

  @Test
  void beside_aLink_leadsFromItsDirectory() {
    Path link = Path.of("/a/b/link");

    assertThat(paths.beside(link, "../x".getBytes(StandardCharsets.UTF_8)))
        .hasToString("/a/b/../x");
    assertThat(paths.beside(link, "/x".getBytes(StandardCharsets.UTF_8))).hasToString("/x");
  }
}
