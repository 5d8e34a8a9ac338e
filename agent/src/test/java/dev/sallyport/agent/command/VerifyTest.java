package dev.sallyport.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are chained here as the page on audit files says, not as the agent does. */
final class VerifyTest {
  @TempDir private Path directory;
  private Path file;
  private final List<String> lines = new ArrayList<>();
  private String head = "0".repeat(64);

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("audit.jsonl");
    add("start", "");
    add("decision", ",\"id\":\"d-1\"");
    add("gap", ",\"details\":{\"lost\":\"3\"}");
    add("decision", ",\"id\":\"d-2\"");
    add("stop", "");
    Files.write(file, lines);
  }

  private void add(String kind, String more) throws GeneralSecurityException {
    String time = "2026-01-02T12:00:00.00000000" + lines.size() + "Z";
    int seq = lines.size() + 1;
    String body = "{\"time\":\"" + time + "\",\"kind\":\"" + kind + "\"" + more + ",\"seq\":" + seq;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest((head + body).getBytes(UTF_8));
    head = HexFormat.of().formatHex(digest);
    lines.add(body + ",\"chain\":\"" + head + "\"}");
  }

  @Test
  void trail_asItWasWritten_isFine() {
    Cli cli = Cli.run("verify", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            5 records in 1 file, 1 to 5, as they were written
            head %s
            0 checkpoints, not verified: no --key was given
            3 records lost and counted in 1 gap
            """
                .formatted(head));
  }

  @Test
  void record_changed_isNamed() throws IOException {
    lines.set(1, lines.get(1).replace("d-1", "d-9"));
    Files.write(file, lines);

    Cli cli = Cli.run("verify", file.toString()).exits(ExitCode.FOUND).silentOnErr();

    assertThat(cli.out())
        .startsWith(file + ":2: changed: record 2 (d-9) was changed\n")
        .contains("5 records in 1 file, 1 to 5, 1 finding\n");
  }

  @Test
  void record_removed_isNamed_asJsonToo() throws IOException {
    lines.remove(2);
    Files.write(file, lines);

    Cli cli =
        Cli.run("verify", "--format", "json", file.toString()).exits(ExitCode.FOUND).silentOnErr();

    assertThat(cli.out())
        .startsWith(
            "{\"findings\":[{\"kind\":\"removed\",\"file\":\"" + file + "\",\"line\":3,\"seq\":3,")
        .contains("\"what\":\"record 3 is missing before this line\"");
  }

  @Test
  void end_cutOff_isSeenByWhoKnowsTheHead() throws IOException {
    Files.write(file, lines.subList(0, 4));

    assertThat(Cli.run("verify", file.toString()).exits(ExitCode.OK).out())
        .contains("no orderly end");
    Cli cli = Cli.run("verify", "--expect-head", head, file.toString()).exits(ExitCode.FOUND);
    assertThat(cli.out()).startsWith(file + ": head: no record has the chain value " + head);
  }

  @Test
  void fileOfNoRecords_isNotSaidToBeAsItWasWritten() throws IOException {
    Files.write(file, List.of());

    assertThat(Cli.run("verify", file.toString()).exits(ExitCode.OK).out())
        .startsWith("0 records in 1 file\n");
  }

  @Test
  void fileOrKey_thatIsNone_isWrongUsage_andSaysWhy() throws IOException {
    Path none = directory.resolve("none");
    Path compressed = Files.write(directory.resolve("audit.gz"), new byte[] {0x1f, (byte) 0x8b, 8});

    wrong("can't read " + none + ": there is no such file", none.toString());
    wrong("can't read " + directory + ": it is a directory", directory.toString());
    wrong(
        "can't read " + compressed + ": it is compressed, gunzip it first", compressed.toString());
    wrong("can't read " + none + ": there is no such file", "--key", none.toString(), "" + file);
    wrong("a key is no public key of Ed25519 in PEM: ", "--key", file.toString(), "" + file);
  }

  private static void wrong(String why, String... arguments) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(arguments));
    Cli cli = Cli.run(all.toArray(String[]::new)).exits(ExitCode.USAGE);
    assertThat(cli.err()).startsWith("error: " + why);
  }
}
