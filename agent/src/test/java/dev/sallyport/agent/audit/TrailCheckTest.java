package dev.sallyport.agent.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.agent.audit.TrailFinding.Kind;
import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.WhenFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each byte and each line of a small trail, damaged in every way. */
final class TrailCheckTest {
  /** Decisions 1 to 3, checkpoint 4, decisions 5 and 6, stop 7, checkpoint 8. */
  private static final Audit RULES =
      new Audit(
          null,
          Long.MAX_VALUE,
          /* rotateDaily= */ false,
          Sync.NONE,
          RecordedArguments.NAMES,
          WhenFull.GAP,
          3,
          Duration.ofHours(1),
          null,
          List.of());

  private static final int LINES = 8;

  @TempDir private Path directory;
  private Path file;
  private byte[] whole;
  private List<String> lines;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("audit.jsonl");
    Trails.write(file, RULES, 5);
    whole = Files.readAllBytes(file);
    lines = List.of(new String(whole, ISO_8859_1).split("(?<=\n)"));
    assertThat(lines).hasSize(LINES);
  }

  @Test
  void untouched_nothingFound_andAllIsSigned() throws IOException {
    List<TrailFinding> findings = new ArrayList<>();

    TrailSummary summary = Trails.check(file, findings);

    assertThat(findings).isEmpty();
    assertThat(summary.records()).isEqualTo(LINES);
    assertThat(summary.last()).isEqualTo(LINES);
    assertThat(summary.checkpoints()).isEqualTo(2);
    assertThat(summary.signed()).isEqualTo(2);
    assertThat(summary.signedTo()).isEqualTo(LINES - 1);
    assertThat(summary.stopped()).isTrue();
    assertThat(lines.get(LINES - 1)).endsWith("\"chain\":\"" + summary.head() + "\"}\n");
  }

  @Test
  void anyByteChanged_itsLineIsNamed() throws IOException {
    int line = 1;
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);

      List<TrailFinding> findings = new ArrayList<>();
      Trails.chain(file, findings);

      if (i < whole.length - 1) {
        assertThat(findings).as("byte " + i).isNotEmpty();
        assertThat(findings.get(0).line()).as("byte " + i + ": " + findings).isEqualTo(line);
        if (whole[i] != '\n' && line < LINES) {
          assertThat(findings.get(0).kind())
              .as("byte " + i + ": " + findings)
              .isIn(Kind.CHANGED, Kind.UNREADABLE);
        }
      }
      line += whole[i] == '\n' ? 1 : 0;
    }
  }

  @Test
  void anyLineRemoved_itsNumberIsNamed() throws IOException {
    for (int i = 0; i < LINES - 1; i++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(i);

      List<TrailFinding> findings = with(fewer);

      assertThat(findings).as("line " + (i + 1)).hasSize(1);
      assertThat(findings.get(0).kind()).isEqualTo(Kind.REMOVED);
      assertThat(findings.get(0).seq()).isEqualTo(i + 1);
      assertThat(findings.get(0).line()).isEqualTo(i + 1);
    }
  }

  @Test
  void lastLineRemoved_onlyWhoeverKnowsTheHeadSeesIt() throws IOException {
    String head = Trails.check(file, new ArrayList<>()).head();
    List<TrailFinding> findings = new ArrayList<>();

    assertThat(with(lines.subList(0, LINES - 1))).isEmpty();
    Trails.check(file, head, findings);

    assertThat(findings).singleElement().extracting(TrailFinding::kind).isEqualTo(Kind.HEAD);
    Files.write(file, whole);
    findings.clear();
    Trails.check(file, head, findings);
    assertThat(findings).isEmpty();
  }

  @Test
  void anyLineTwice_theSecondIsNamed() throws IOException {
    for (int i = 0; i < LINES; i++) {
      for (int to = i + 1; to <= LINES; to++) {
        List<String> more = new ArrayList<>(lines);
        more.add(to, lines.get(i));

        List<TrailFinding> findings = with(more);

        assertThat(findings).as(i + " again at " + to).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo(Kind.INSERTED);
        assertThat(findings.get(0).line()).isEqualTo(to + 1);
        assertThat(findings.get(0).seq()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void anyTwoLinesSwapped_bothAreNamed() throws IOException {
    for (int i = 0; i < LINES; i++) {
      for (int other = i + 1; other < LINES; other++) {
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(i, lines.get(other));
        swapped.set(other, lines.get(i));

        List<TrailFinding> findings = with(swapped);

        assertThat(findings).as(i + " and " + other).isNotEmpty();
        assertThat(findings)
            .as(i + " and " + other)
            .extracting(TrailFinding::kind)
            .isSubsetOf(Kind.MOVED, Kind.REMOVED, Kind.INSERTED, Kind.SIGNATURE);
        assertThat(findings)
            .as(i + " and " + other)
            .extracting(TrailFinding::seq)
            .containsAnyOf(i + 1L, other + 1L);
      }
    }
  }

  @Test
  void foreignLineAnywhere_isNamed() throws IOException {
    for (int i = 0; i <= LINES; i++) {
      List<String> more = new ArrayList<>(lines);
      more.add(i, "{\"time\":\"2026-01-02T12:00:00.000000000Z\",\"kind\":\"call\"}\n");

      List<TrailFinding> findings = with(more);

      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).kind()).isEqualTo(Kind.UNREADABLE);
      assertThat(findings.get(0).line()).isEqualTo(i + 1);
    }
  }

  @Test
  void cutAnywhere_tornBytesAreTold_andTheNextRunGoesOn() throws IOException {
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      long records = new String(whole, 0, cut, ISO_8859_1).chars().filter(c -> c == '\n').count();
      int from = new String(whole, 0, cut, ISO_8859_1).lastIndexOf('\n') + 1;
      boolean complete = whole[cut] == '\n';
      long bytes = complete ? 0 : cut - from;
      List<TrailFinding> findings = new ArrayList<>();

      TrailSummary torn = Trails.chain(file, findings);

      assertThat(findings).as("cut at " + cut).isEmpty();
      assertThat(torn.records()).isEqualTo(records + (complete ? 1 : 0));
      assertThat(torn.tornBytes()).isEqualTo(bytes);
      assertThat(torn.torn()).isEqualTo(bytes == 0 ? 0 : 1);

      Trails.writeUnsigned(file, 1);
      TrailSummary after = Trails.chain(file, findings);

      assertThat(findings).as("cut at " + cut + ", then written on").isEmpty();
      assertThat(after.tornBytes()).isEqualTo(bytes);
      assertThat(Arrays.copyOf(Files.readAllBytes(file), cut)).isEqualTo(Arrays.copyOf(whole, cut));
      long recovered = bytes == 0 ? 0 : 1;
      assertThat(after.last()).isEqualTo(torn.last() + recovered + 2);
    }
  }

  @Test
  void chainForgedAfterAChange_theCheckpointsDoNotFit() throws IOException {
    ChainPoint point = ChainPoint.START;
    StringBuilder forged = new StringBuilder();
    for (String line : lines) {
      String object = line.substring(0, line.indexOf(",\"seq\":")) + "}\n";
      byte[] linked =
          ChainLink.appended(
              object.replace("/srv/1\"", "/srv/9\"").getBytes(ISO_8859_1),
              point,
              ChainLink.sha256());
      ChainLink link = ChainLink.of(linked, 0, linked.length - 1);
      assertThat(link).isNotNull();
      point = new ChainPoint(link.seq(), link.chain());
      forged.append(new String(linked, ISO_8859_1));
    }
    Files.writeString(file, forged);

    assertThat(Trails.findings(file))
        .extracting(TrailFinding::kind, TrailFinding::line)
        .containsExactly(tuple(Kind.SIGNATURE, 4L), tuple(Kind.SIGNATURE, 8L));
  }

  private List<TrailFinding> with(List<String> changed) throws IOException {
    Files.writeString(file, String.join("", changed), ISO_8859_1);
    return Trails.findings(file);
  }
}
