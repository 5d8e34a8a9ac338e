package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinsTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @TempDir private Path directory;
  private Path lock;

  @BeforeEach
  void write() throws Exception {
    lock =
        Files.writeString(
            directory.resolve("sallyport.lock"),
            """
            sallyport-lock 1
            pinned tool sha256:%1$s "read_file"
            pinned tool sha256:%1$s seen sha256:%2$s "write_file"
            new prompt sha256:%1$s "re%3$sview"
            """
                .formatted(A, B, "\\u001b"));
  }

  private Cli pins(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "pins";
    System.arraycopy(args, 0, all, 1, args.length);
    all[all.length - 2] = "--lock";
    all[all.length - 1] = lock.toString();
    return Cli.run(all);
  }

  @Test
  void pins_areShownWithWhatChanged() {
    Cli cli = pins().exits(ExitCode.FOUND).silentOnErr();

    assertThat(cli.out().lines())
        .containsExactly(
            "pinned   tool      read_file     aaaaaaaaaaaa",
            "CHANGED  tool      write_file    aaaaaaaaaaaa -> bbbbbbbbbbbb",
            "new      prompt    re\\u001bview  aaaaaaaaaaaa",
            "3 pins: 1 changed, 1 new. Run: sallyport pins accept <name>");
  }

  @Test
  void accept_ofOne_leavesTheOthers() throws Exception {
    Cli cli = pins("accept", "write_file").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).isEqualTo("1 of 3 pins accepted\n");
    assertThat(Files.readString(lock))
        .contains("pinned tool sha256:" + B + " \"write_file\"", "new prompt");
    pins().exits(ExitCode.OK);
  }

  @Test
  void accept_all_leavesNothingNewOrChanged() {
    pins("accept", "--all").exits(ExitCode.OK).silentOnErr();

    assertThat(pins().exits(ExitCode.OK).out()).endsWith("3 pins: 0 changed, 0 new\n");
  }

  @Test
  void accept_ofNothing_orOfWhatIsNotPinned_changesNothing() throws Exception {
    String before = Files.readString(lock);

    assertThat(pins("accept").exits(ExitCode.USAGE).err()).contains("names or --all");
    assertThat(pins("accept", "--all", "write_file").exits(ExitCode.USAGE).err())
        .contains("names or --all");
    assertThat(pins("accept", "write_file", "none").exits(ExitCode.USAGE).err()).contains("none");

    assertThat(lock).hasContent(before);
  }

  @Test
  void lock_thatIsDamagedOrNotThere_isToldInOneLine() throws Exception {
    Files.writeString(lock, "sallyport-lock 1\nfixed\n");
    assertThat(pins().exits(ExitCode.USAGE).err()).contains("sallyport.lock:2: no name in quotes");
    assertThat(pins("accept", "--all").exits(ExitCode.USAGE).err()).contains("sallyport.lock:2: ");
    assertThat(lock).hasContent("sallyport-lock 1\nfixed\n");

    Files.delete(lock);
    assertThat(pins().exits(ExitCode.USAGE).err()).contains("there is no file ");
  }

  @Test
  void help_ofBoth_beginsWithExamples() {
    assertThat(Cli.run("pins", "--help").exits(ExitCode.OK).out()).startsWith("Example");
    assertThat(Cli.run("pins", "accept", "--help").exits(ExitCode.OK).out()).startsWith("Example");
  }
}
