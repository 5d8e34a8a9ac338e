package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.policy.model.Audit;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineFileTest {
  @TempDir private Path directory;

  @Test
  void open_fileAndDirectoriesMissing_madeForOwnerOnly() throws IOException {
    Path file = directory.resolve("state/sallyport/audit.jsonl");
    assumeThat(Files.getFileStore(directory).supportsFileAttributeView("posix")).isTrue();

    LineFile.open(file.toFile()).close();

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    assertThat(permissions(file.getParent().getParent())).isEqualTo("rwx------");
  }

  @Test
  void append_toExistingFile_keepsWhatIsThere() throws IOException {
    Path file = Files.writeString(directory.resolve("audit.jsonl"), "one\n");

    appendTo(file, "two\n");

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void append_afterHalfALineOfKilledRun_startsOnItsOwnLine() throws IOException {
    Path file = Files.writeString(directory.resolve("audit.jsonl"), "one\n{\"ti");

    appendTo(file, "two\n");

    assertThat(file).hasContent("one\n{\"ti\ntwo\n");
  }

  @Test
  void pipe_isWrittenTo_andHasNoPartsAndNoSize() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    // Opened to read alone, it would wait for a writer.
    try (RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw");
        LineOutput lines = LineFile.open(pipe.toFile())) {
      lines.append("one\ntwo\n".getBytes(StandardCharsets.UTF_8), 4);

      byte[] read = new byte[4];
      both.readFully(read);
      assertThat(read).asString(StandardCharsets.UTF_8).isEqualTo("one\n");
      assertThat(lines.size()).isZero();
      assertThat(lines.intact()).isTrue();
      assertThatThrownBy(lines::splitOff).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void open_writtenByAnother_refused() throws IOException {
    File file = directory.resolve("audit.jsonl").toFile();
    try (LineOutput first = LineFile.open(file)) {
      assertThatThrownBy(() -> LineFile.open(file)).isInstanceOf(LineFile.InUseException.class);
      first.append("one\n".getBytes(StandardCharsets.UTF_8), 4);
    }

    appendTo(file.toPath(), "two\n");
    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void append_threadInterrupted_written() throws IOException {
    Path file = directory.resolve("audit.jsonl");

    Thread.currentThread().interrupt();
    appendTo(file, "one\n");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("one\n");
  }

  @Test
  void append_diskFull_thrown() throws IOException {
    File full = new File("/dev/full");
    assumeThat(full).exists();

    try (LineOutput file = LineFile.open(full)) {
      assertThatThrownBy(() -> file.append(new byte[] {'\n'}, 1)).isInstanceOf(IOException.class);
    }
  }

  /** A real torn write: the operating system takes a part of it and refuses the rest. */
  @Test
  void append_sizeLimitWithinALine_leavesWholeLinesOnly() throws Exception {
    assumeThat(new File("/bin/sh")).exists();
    Path file = directory.resolve("audit.jsonl");

    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -f 8 && exec \"$0\" -Xshare:auto -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                Filling.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).singleElement().asString().contains("can't be written");
    String text = Files.readString(file);
    assertThat(text).endsWith("}\n");
    List<String> lines = text.lines().toList();
    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("{\"time\""));
    assertThat(lines).allMatch(line -> line.endsWith("}"));
  }

  /** Writes more records than the limit on its files lets through. */
  static final class Filling {
    private Filling() {}

    public static void main(String[] args) throws IOException {
      AuditLocation location = AuditLocation.configured(args[0], ProcessHandle.current().pid());
      Sink sink =
          new AuditSource(
                  location,
                  Audit.USUAL,
                  new File(args[0] + ".key"),
                  Entries.ORIGIN,
                  new Losses(false),
                  System.err)
              .open();
      for (int i = 0; i < 200; i++) {
        sink.accept(Entries.fileRead(i, "/srv/file" + i, Entries.ALLOWED, Action.ALLOWED));
        sink.flush();
      }
    }
  }

  private static void appendTo(Path file, String line) throws IOException {
    try (LineOutput lines = LineFile.open(file.toFile())) {
      lines.append(line.getBytes(StandardCharsets.UTF_8), line.length());
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
