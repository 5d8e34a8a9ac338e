package dev.sallyport.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import dev.sallyport.policy.model.ExportFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyslogMessageTest {

  @Test
  void message_isAFrameOfRfc5424() {
    String frame = frame(ExportFormat.CEF, record(1, Severity.MEDIUM, "CEF:0|a"));

    assertThat(frame)
        .isEqualTo(
            "138 <108>1 2026-01-02T12:00:00.123456Z host sallyport 42 decision"
                + " [origin software=\"sallyport\" swVersion=\"0.1.0\"][meta sequenceId=\"1\"]"
                + " CEF:0|a");
  }

  @ParameterizedTest
  @CsvSource({"INFORMATIONAL, 110", "LOW, 109", "MEDIUM, 108", "HIGH, 107"})
  void priority_isOfTheAuditFacility(Severity severity, int priority) {
    assertThat(frame(ExportFormat.CEF, record(1, severity, "x"))).contains("<" + priority + ">1 ");
  }

  @Test
  void utf8_isMarkedAndCountedInOctets() {
    String frame = frame(ExportFormat.CEF, record(1, Severity.MEDIUM, "grüße"));

    assertThat(frame).endsWith("] \uFEFFgrüße");
    String message = frame.substring(frame.indexOf(' ') + 1);
    assertThat(frame).startsWith(message.getBytes(StandardCharsets.UTF_8).length + " ");
  }

  @ParameterizedTest
  @CsvSource({"NATIVE", "OCSF"})
  void json_isAsciiAndMeansTheSame(ExportFormat format) {
    String json = "{\"a\":\"grüße 😀 \\\"x\\\"\"}";

    String frame = frame(format, record(1, Severity.MEDIUM, json));

    assertThat(frame).doesNotContain("\uFEFF");
    assertThat(frame.chars()).allMatch(c -> c < 0x80);
    assertThat(Json.members(frame.substring(frame.indexOf("] {") + 2)))
        .isEqualTo(Json.members(json));
  }

  @ParameterizedTest
  @CsvSource({"2147483647, 2147483647", "2147483648, 1"})
  void sequence_beginsAnewAfterTheGreatest(long number, long shown) {
    assertThat(frame(ExportFormat.CEF, record(number, Severity.LOW, "x")))
        .contains("sequenceId=\"" + shown + "\"");
  }

  @Test
  void host_thatIsUnknownOrOdd_isNilOrPrintable() {
    assertThat(frame("", ExportFormat.CEF, record(1, Severity.LOW, "x")))
        .contains("Z - sallyport ");
    assertThat(frame("a b\n", ExportFormat.CEF, record(1, Severity.LOW, "x")))
        .contains("Z a_b_ sallyport ");
  }

  private static Exported record(long number, Severity severity, String text) {
    return new Exported(
        number, "2026-01-02T12:00:00.123456789Z", "decision", severity, text, Map.of());
  }

  private static String frame(ExportFormat format, Exported record) {
    return frame("host", format, record);
  }

  private static String frame(String host, ExportFormat format, Exported record) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    new SyslogMessage(format, host, 42, "0.1.0").write(record, frame);
    return frame.toString(StandardCharsets.UTF_8);
  }
}
