package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportRecordsTest {

  @Test
  void export_asOcsf_isAnEventForEachRecord() throws Exception {
    Cli cli =
        Cli.run("export", "--format", "ocsf", audit().toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out().lines()).hasSameSizeAs(Files.readAllLines(audit()));
    assertThat(cli.out().lines().map(Json::members))
        .allSatisfy(event -> assertThat(event).containsKeys("class_uid", "type_uid", "metadata"))
        .anySatisfy(event -> assertThat(event).containsEntry("action", "Denied"))
        .anySatisfy(event -> assertThat(event).containsEntry("action", "Observed"))
        .anySatisfy(event -> assertThat(event).containsEntry("action", "Allowed"));
  }

  @Test
  void export_asCef_isAnEventForEachRecord() throws Exception {
    Cli cli =
        Cli.run("export", "--format", "cef", audit().toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out().lines())
        .hasSameSizeAs(Files.readAllLines(audit()))
        .allMatch(line -> line.startsWith("CEF:0|Sallyport|Sallyport|"))
        .anyMatch(line -> line.contains(" act=blocked "))
        .anyMatch(line -> line.contains("|gap|gap|6|"));
  }

  @Test
  void export_native_isTheFile() throws Exception {
    Cli cli =
        Cli.run("export", "--format", "native", audit().toString())
            .exits(ExitCode.OK)
            .silentOnErr();

    assertThat(cli.out().lines()).isEqualTo(Files.readAllLines(audit()));
  }

  @Test
  void export_ofADamagedFile_saysSoAndShowsTheRest(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.jsonl"),
            "nonsense\n{\"time\":\"yesterday\",\"kind\":\"ready\"}\n");

    Cli cli = Cli.run("export", "--format", "ocsf", file.toString()).exits(ExitCode.FOUND);

    assertThat(cli.out().lines()).singleElement().asString().contains("\"activity_id\":6");
  }

  private static Path audit() throws URISyntaxException {
    return Path.of(ExportRecordsTest.class.getResource("audit.jsonl").toURI());
  }
}
