package dev.sallyport.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.Action;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CefFormatTest {
  private final CefFormat cef = new CefFormat("0.1.0");

  static Stream<AuditRecord> records() {
    return Records.all().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void event_ofEachKindOfRecord_isReadBack(AuditRecord record) {
    ReadCef event = ReadCef.of(cef.text(record));

    assertThat(event.vendor()).isEqualTo("Sallyport");
    assertThat(event.product()).isEqualTo("Sallyport");
    assertThat(event.version()).isEqualTo("0.1.0");
    assertThat(event.severity()).isBetween(0, 10);
    assertThat(event.get("rt")).isEqualTo(Long.toString(OcsfFormat.millis(record.time())));
  }

  /** Whatever a line of the audit file says stands somewhere in its event. */
  @ParameterizedTest
  @MethodSource("records")
  void event_ofEachKindOfRecord_losesNothing(AuditRecord record) {
    ReadCef event = ReadCef.of(cef.text(record));
    Set<String> lost = new TreeSet<>();
    record
        .fields()
        .values()
        .forEach(
            (path, value) -> {
              boolean time = Set.of("time", "started").contains(path);
              if (!time && event.values().stream().noneMatch(each -> each.contains(value))) {
                lost.add(path);
              }
            });

    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED,  allowed,  allow, 1",
    "BLOCKED,  blocked,  deny,  6",
    "OBSERVED, observed, deny,  3",
  })
  void decision_byWhatWasDone_saysSo(Action action, String act, String outcome, int severity) {
    ReadCef event =
        ReadCef.of(cef.text(Records.of(Records.decision("file", "read", "/etc/passwd", action))));

    assertThat(event.type()).isEqualTo("file:read");
    assertThat(event.name()).isEqualTo("file read " + act);
    assertThat(event.severity()).isEqualTo(severity);
    assertThat(event.get("act")).isEqualTo(act);
    assertThat(event.get("outcome")).isEqualTo(outcome);
    assertThat(event.get("filePath")).isEqualTo("/etc/passwd");
    assertThat(event.get("fname")).isEqualTo("passwd");
    assertThat(event.get("externalId")).isEqualTo("4f1c9a-7");
    assertThat(event.labelled("call")).isEqualTo("c1");
    assertThat(event.labelled("policy")).isEqualTo("sha256:ab12");
    assertThat(event.labelled("principal")).isEqualTo("tool read_file");
    assertThat(event.labelled("mode")).isIn("enforce", "audit");
  }

  @Test
  void decision_onACall_hasItsCaller() {
    ReadCef event = ReadCef.of(cef.text(Records.of(Records.asked("tool", "call", Action.ALLOWED))));

    assertThat(event.get("suser")).isEqualTo("ada");
    assertThat(event.get("spriv")).isEqualTo("reviewer,ops");
    assertThat(event.labelled("session")).isEqualTo("s-77");
    assertThat(event.get("SallyportArguments")).isEqualTo("path,encoding");
  }

  @Test
  void values_thatLookLikeSyntax_areEscapedAndReadBack() {
    String path = "/srv/a=b|c\\d\ne\r act=allowed.txt";

    String text = cef.text(Records.of(Records.decision("file", "write", path, Action.BLOCKED)));

    assertThat(text).contains("filePath=/srv/a\\=b|c\\\\d\\ne\\r act\\=allowed.txt");
    assertThat(ReadCef.of(text).get("filePath")).isEqualTo(path);
    assertThat(ReadCef.of(text).get("act")).isEqualTo("blocked");
  }

  @Test
  void header_thatLooksLikeSyntax_isEscaped() {
    String text = cef.text(Records.of(Records.decision("file", "a|b\\c\nd", "/x", Action.ALLOWED)));

    assertThat(text).startsWith("CEF:0|Sallyport|Sallyport|0.1.0|file:a\\|b\\\\c d|");
  }

  @Test
  void controlCharacters_areNotWritten() {
    String text =
        cef.text(Records.of(Records.decision("file", "read", "/x\u001b[2K\u0000", Action.ALLOWED)));

    assertThat(ReadCef.of(text).get("filePath")).isEqualTo("/x?[2K?");
  }

  @Test
  void values_thatAreLong_areCutAsTheDictionarySays() {
    String path = "/" + "😀".repeat(1000);

    String text = cef.text(Records.of(Records.decision("file", "read", path, Action.ALLOWED)));

    assertThat(ReadCef.of(text).get("filePath")).hasSize(1023).isEqualTo(path.substring(0, 1023));
  }

  @Test
  void reader_isStrict() {
    assertThatThrownBy(() -> ReadCef.of("CEF:0|a|b|c|d|e|5|k=a=b"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ReadCef.of("CEF:0|a|b|c|d|e|5|k=a\\b"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ReadCef.of("CEF:0|a|b|c|d|5|k=v")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ReadCef.of("CEF:0|a|b|c|d|e|5|k=v k=w"))
        .isInstanceOf(AssertionError.class);
  }
}
