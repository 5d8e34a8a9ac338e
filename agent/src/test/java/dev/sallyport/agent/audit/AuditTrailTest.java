package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTrailTest {
  @TempDir private Path directory;

  @Test
  void files_partsAndOthers_onlyItsPartsInOrderAndItselfLast() throws IOException {
    for (String name :
        List.of(
            "audit.jsonl",
            "audit.000010.jsonl",
            "audit.000002.jsonl",
            "audit.2.jsonl",
            "audit.00000x.jsonl",
            "audit-42.000001.jsonl",
            "audit-42.jsonl",
            "audit.000003.jsonl.gz")) {
      Files.createFile(directory.resolve(name));
    }
    AuditTrail trail = new AuditTrail(directory.resolve("audit.jsonl"));

    assertThat(trail.files())
        .containsExactly(
            directory.resolve("audit.000002.jsonl"),
            directory.resolve("audit.000010.jsonl"),
            directory.resolve("audit.jsonl"));
    assertThat(trail.nextPart()).isEqualTo(directory.resolve("audit.000011.jsonl"));
  }

  @Test
  void nextPart_nothingThere_isTheFirst() throws IOException {
    assertThat(new AuditTrail(directory.resolve("audit")).nextPart())
        .isEqualTo(directory.resolve("audit.000001"));
    assertThat(new AuditTrail(directory.resolve("none/audit.jsonl")).files()).isEmpty();
  }

  @Test
  void read_partTorn_allRecordsInOrderAndThePartNamed() throws IOException {
    Path part = directory.resolve("audit.000001.jsonl");
    Path file = directory.resolve("audit.jsonl");
    Files.writeString(part, "{\"time\":\"1\",\"kind\":\"start\"}\n{\"ti");
    Files.writeString(file, "{\"time\":\"2\",\"kind\":\"ready\"}\n");
    List<String> times = new ArrayList<>();

    Map<Path, AuditReader.Damage> damaged =
        new AuditTrail(file).read(record -> times.add(record.time()));

    assertThat(times).containsExactly("1", "2");
    assertThat(damaged)
        .containsOnly(Map.entry(part, new AuditReader.Damage(0, 0, /* torn= */ true)));
  }
}
