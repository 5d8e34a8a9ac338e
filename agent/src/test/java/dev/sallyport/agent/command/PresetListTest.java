package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.start.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PresetListTest {
  @TempDir Path directory;

  static Stream<Preset> presets() {
    return Preset.ALL.stream();
  }

  @Test
  void presets_areListed() {
    Cli cli = Cli.run("presets").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).isEqualTo("starter\nstrict\negress-only\n");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void preset_isShown_andIsAPolicyThatCanBeExtended(Preset preset) throws IOException {
    Cli shown = Cli.run("presets", preset.name()).exits(ExitCode.OK).silentOnErr();
    assertThat(shown.out()).isEqualTo(new String(preset.text(), StandardCharsets.UTF_8));

    Path alone = Files.writeString(directory.resolve("alone.yaml"), shown.out());
    Cli.run("check", alone.toString()).exits(ExitCode.OK).silentOnErr();
    Path over =
        Files.writeString(
            directory.resolve("over.yaml"),
            "sallyport: 1\nextends: preset:" + preset.name() + "\ntools: { mine: {} }\n");
    Cli cli = Cli.run("check", "--strict", over.toString()).exits(ExitCode.OK).silentOnErr();
    assertThat(cli.out()).contains(": valid, mode ");
  }

  @Test
  void presetEgressOnly_inOneLine_leavesNoWayOut() throws IOException {
    Path over =
        Files.writeString(
            directory.resolve("over.yaml"), "sallyport: 1\nextends: preset:egress-only\n");
    String[][] out = {
      {"--connect", "api.example:443"},
      {"--http", "GET https://api.example/"},
      {"--exec", "/bin/sh"}
    };

    for (String[] way : out) {
      Cli.run("explain", over.toString(), "--tool", "any", way[0], way[1]).exits(ExitCode.FOUND);
    }
    Cli.run("explain", over.toString(), "--tool", "any", "--read", "/srv/a").exits(ExitCode.OK);
  }

  @Test
  void preset_thatIsNone_isWrongUsage_andNoBase() throws IOException {
    Cli cli = Cli.run("presets", "lax").exits(ExitCode.USAGE);
    assertThat(cli.err()).contains("there is no such preset, but starter, strict and egress-only");

    Path over =
        Files.writeString(directory.resolve("over.yaml"), "sallyport: 1\nextends: preset:lax\n");
    assertThat(Cli.run("check", over.toString()).exits(ExitCode.POLICY).out())
        .contains("over.yaml:2:10", "there is no such preset");
  }

  @Test
  void problemOfABase_isShownInItsFile() throws IOException {
    Files.createDirectory(directory.resolve("shared"));
    Files.writeString(directory.resolve("shared/base.yaml"), "sallyport: 1\ntolls: {}\n");
    Path over =
        Files.writeString(
            directory.resolve("over.yaml"), "sallyport: 1\nextends: shared/base.yaml\n");

    assertThat(Cli.run("check", over.toString()).exits(ExitCode.POLICY).out())
        .contains("--> " + directory.resolve("shared/base.yaml") + ":2:1", "2 | tolls: {}");
  }
}
