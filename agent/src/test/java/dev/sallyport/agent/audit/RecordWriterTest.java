package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.Repetition;
import dev.sallyport.agent.record.Volume;
import dev.sallyport.policy.decide.Principal;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordWriterTest {
  private final RecordWriter writer = new RecordWriter(Entries.ORIGIN);

  @Test
  void line_ofToolCall_namesArgumentsNotValues() {
    String line = line(Entries.toolCall("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

    assertThat(line)
        .isEqualTo(
            """
            {"time":"2026-01-02T12:00:00.000000000Z","kind":"decision","server":"github-files",\
            "process":"4f1c9a","id":"4f1c9a-1","call":"c1","principal":{"tool":"read_file"},\
            "gate":"tool","operation":"call","target":"read_file","verdict":"allow",\
            "reason":"granted","rule":"tools.read_file:12","action":"allowed","mode":"enforce",\
            "policy":"sha256:ab12","hook":"tool.call","thread":"main","arguments":["path","encoding"],\
            "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
            """);
  }

  @Test
  void line_ofServersDecision_namesPhaseAndNoCall() {
    String line = line(Entries.serverRead(1, "/etc/hosts", Entries.RUNTIME));

    assertThat(line)
        .isEqualTo(
            """
            {"time":"2026-01-02T12:00:00.001000000Z","kind":"decision","server":"github-files",\
            "process":"4f1c9a","id":"4f1c9a-3","principal":{"phase":"serving"},"gate":"file",\
            "operation":"read","target":"/etc/hosts","verdict":"allow","reason":"runtime",\
            "rule":"built-in.runtime","action":"allowed","mode":"enforce",\
            "policy":"sha256:ab12","hook":"file.open.read","thread":"worker-1"}
            """);
  }

  @Test
  void line_ofDecisionMadeAgain_saysHowOften() {
    Repetition repetition = new Repetition(Entries.serverRead(1, "/etc/hosts", Entries.RUNTIME));
    repetition.again();
    repetition.again();

    assertThat(line(repetition.told(repetition.time())))
        .contains("\"id\":\"4f1c9a-3\"")
        .contains("\"times\":2");
    assertThat(repetition.told(repetition.time())).isNull();
  }

  @Test
  void line_ofEndedCall_saysOutcomeAndDuration() {
    assertThat(line(Entries.ended(12, Outcome.REFUSED, 2)))
        .isEqualTo(
            """
            {"time":"2026-01-02T12:00:00.012000000Z","kind":"call","server":"github-files",\
            "process":"4f1c9a","call":"c1","tool":"read_file","outcome":"refused",\
            "started":"2026-01-02T12:00:00.000000000Z","durationNanos":12000000,"denials":2,\
            "policy":"sha256:ab12"}
            """);
  }

  @Test
  void line_ofState_hasDetailsInOrder() {
    assertThat(line(Entries.state("start")))
        .isEqualTo(
            """
            {"time":"2026-01-02T12:00:00.000000000Z","kind":"start","server":"github-files",\
            "process":"4f1c9a","details":{"mode":"enforce","policy":"sha256:ab12"}}
            """);
  }

  @Test
  void line_ofTargetWithLineBreakAndHalfPair_isOneWholeLine() {
    String line =
        line(Entries.fileRead(1, "/a\nb\ud800/\ud83d\ude00", Entries.ALLOWED, Action.ALLOWED));

    assertThat(line).contains("\"target\":\"/a\\nb\ufffd/\ud83d\ude00\"");
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
  }

  @Test
  void line_ofEndlessTarget_isCut() {
    String line =
        line(Entries.fileRead(1, "/" + "a".repeat(1_000_000), Entries.ALLOWED, Action.ALLOWED));

    assertThat(line).hasSizeLessThan(6000).contains("… (1000001 characters)");
  }

  @Test
  void line_readBack_saysTheSame() throws IOException {
    String text =
        line(Entries.fileRead(1, "/etc/passwd", Entries.DENIED, Action.OBSERVED))
            + line(Entries.ended(12, Outcome.OK, 1))
            + line(Entries.state("start"));
    List<AuditRecord> records = new ArrayList<>();

    AuditReader.Damage damage = new AuditReader().read(new StringReader(text), records::add);

    assertThat(damage.any()).isFalse();
    assertThat(records).hasSize(3);
    AuditRecord.Decision decision = (AuditRecord.Decision) records.get(0);
    assertThat(decision.of()).isEqualTo("read_file");
    assertThat(decision.denied()).isTrue();
    assertThat(decision.action()).isEqualTo("observed");
    assertThat(decision.rule()).isEqualTo("tools.read_file.files.deny[0]:16");
    assertThat(((AuditRecord.Call) records.get(1)).durationNanos()).isEqualTo(12_000_000);
    assertThat(((AuditRecord.State) records.get(2)).details()).containsEntry("mode", "enforce");
  }

  private String line(Entry entry) {
    return new String(writer.line(entry), StandardCharsets.UTF_8);
  }

  @Test
  void line_ofEndedCall_saysWhatItMoved_andWhatItIsSaidToBeFor() {
    Entry ended =
        new Entry.CallEnded(
            Entries.NOON,
            Entries.NOON,
            "c1",
            new Principal.Tool("read_file"),
            Outcome.OK,
            0,
            "",
            new Volume(120, 0, 7, 0),
            "as agreed");

    assertThat(line(ended))
        .endsWith(
            """
            "bytes":{"sent":120,"read":7,"answered":0},"justification":"as agreed"}
            """);
  }

  @Test
  void line_ofApproval_saysWhenItWasAsked_andHowLongThatTook() {
    Consent consent = new Consent("7f3a", Entries.NOON, 12_000_000_000L, "mia", "", "", "");

    assertThat(line(Entries.approved(consent)))
        .contains(
            """
            "approval":{"id":"7f3a","askedAt":"2026-01-02T12:00:00.000000000Z",\
            "waitedNanos":12000000000,"by":"mia"}""");
  }
}
