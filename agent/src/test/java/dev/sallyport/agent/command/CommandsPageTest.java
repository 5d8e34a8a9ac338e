package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a policy's commands shows what they say. */
final class CommandsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "commands.md");
  private static final Pattern YAML =
      Pattern.compile("^```yaml\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern CONSOLE =
      Pattern.compile(
          "^```console\\R\\$ java -jar sallyport.jar ([^\\n]*)\\n(.*?)^```",
          Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path directory;
  private String page;

  @BeforeEach
  void write() throws IOException {
    page = Files.readString(PAGE);
    List<String> files = YAML.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(files).hasSize(2);
    Files.writeString(directory.resolve("policy.yaml"), files.get(0));
    Files.writeString(
        directory.resolve("new-policy.yaml"),
        files.get(0).replace("\"**/.env\"", "\"**/.env\", \"/srv/docs/internal/**\""));
    Files.writeString(directory.resolve("tests.yaml"), files.get(1));
    Files.writeString(
        directory.resolve("audit.jsonl"),
        record("file", "read", "/srv/docs/internal/plan.md", 17)
            + record("file", "read", "/srv/docs/a.md", 240)
            + record("process", "start", "/usr/bin/git", 2));
  }

  private static String record(String gate, String operation, String target, int times) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"d","call":"c",\
        "principal":{"tool":"read_file"},"gate":"%s","operation":"%s","target":"%s",\
        "verdict":"allow","reason":"granted","rule":"r","action":"allowed","times":%d}
        """
        .formatted(gate, operation, target, times);
  }

  @Test
  void commands_ofThePage_sayWhatItShows() {
    List<MatchResult> shown = CONSOLE.matcher(page).results().toList();

    assertThat(shown).hasSize(4);
    for (MatchResult block : shown) {
      String[] args = block.group(1).split(" ");
      for (int i = 0; i < args.length; i++) {
        Path file = directory.resolve(args[i]);
        args[i] = Files.exists(file) && !args[i].startsWith("/") ? file.toString() : args[i];
      }
      Cli cli = Cli.run(args).exits(ExitCode.FOUND).silentOnErr();
      assertThat(cli.out().replace(directory + "/", "")).isEqualTo(block.group(2));
    }
  }
}
