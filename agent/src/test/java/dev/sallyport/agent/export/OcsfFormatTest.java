package dev.sallyport.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.json.Json;
import dev.sallyport.agent.record.Action;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OcsfFormatTest {
  private final OcsfFormat ocsf = new OcsfFormat("0.1.0");

  static Stream<AuditRecord> records() {
    return Records.all().stream();
  }

  /**
   * The published schema, compiled, is {@code ocsf-schema-compiler}'s output for the tag 1.6.0 of
   * {@code ocsf/ocsf-schema}: {@code mvn test -Dsallyport.ocsf=ocsf-1.6.0.json}. No package of
   * Maven Central or npm has it.
   */
  @Test
  void event_ofEachKindOfRecord_fitsThePublishedSchema() throws IOException {
    String schema = System.getProperty("sallyport.ocsf", "");
    assumeTrue(!schema.isEmpty(), "-Dsallyport.ocsf names no compiled schema of OCSF 1.6.0");

    OcsfSchema published = new OcsfSchema(Files.readString(Path.of(schema)));
    assertThat(records())
        .isNotEmpty()
        .allSatisfy(
            record ->
                assertThat(published.problems(event(record))).as(ocsf.text(record)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("records")
  void event_ofEachKindOfRecord_hasWhatEachEventHas(AuditRecord record) {
    Map<String, Object> event = event(record);
    int type = number(event, "class_uid");

    assertThat(ocsf.text(record)).doesNotContain("\n");
    assertThat(number(event, "category_uid")).isEqualTo(type / 1000);
    assertThat(number(event, "type_uid")).isEqualTo(type * 100 + number(event, "activity_id"));
    assertThat(number(event, "severity_id")).isBetween(1, 4);
    assertThat(((BigDecimal) event.get("time")).longValueExact())
        .isEqualTo(OcsfFormat.millis(record.time()));
    assertThat(at(event, "metadata", "version")).isEqualTo("1.6.0");
    assertThat(at(event, "metadata", "product", "name")).isEqualTo("Sallyport");
    assertThat(at(event, "metadata", "original_time")).isEqualTo(record.time());
  }

  /** Whatever a line of the audit file says stands somewhere in its event. */
  @ParameterizedTest
  @MethodSource("records")
  void event_ofEachKindOfRecord_losesNothing(AuditRecord record) {
    String event = ocsf.text(record);
    Set<String> lost = new TreeSet<>();
    record
        .fields()
        .values()
        .forEach(
            (path, value) -> {
              String text = Json.text(value);
              // Times are numbers in OCSF, and some texts stand within the message.
              boolean time = Set.of("started", "durationNanos").contains(path);
              if (!time && !event.contains(text.substring(1, text.length() - 1))) {
                lost.add(path);
              }
            });

    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED,  1, Allowed,  1,  Allowed,  allow, false, 1",
    "BLOCKED,  2, Denied,   2,  Blocked,  deny,  true,  3",
    "OBSERVED, 3, Observed, 15, Detected, deny,  true,  2",
  })
  void decision_byWhatWasDone_saysSo(
      Action action,
      int id,
      String caption,
      int disposition,
      String dispositionCaption,
      String verdict,
      boolean alert,
      int severity) {
    Map<String, Object> event =
        event(Records.of(Records.decision("file", "read", "/etc/passwd", action)));

    assertThat(number(event, "action_id")).isEqualTo(id);
    assertThat(event).containsEntry("action", caption).containsEntry("is_alert", alert);
    assertThat(number(event, "disposition_id")).isEqualTo(disposition);
    assertThat(event).containsEntry("disposition", dispositionCaption);
    assertThat(number(event, "severity_id")).isEqualTo(severity);
    assertThat(at((Map<?, ?>) ((List<?>) event.get("authorizations")).get(0), "decision"))
        .isEqualTo(verdict);
  }

  @Test
  void decision_ofAFile_hasItsPlaces() {
    Map<String, Object> event =
        event(Records.of(Records.decision("file", "read", "/etc/passwd", Action.BLOCKED)));

    assertThat(number(event, "type_uid")).isEqualTo(100102);
    assertThat(at(event, "file", "path")).isEqualTo("/etc/passwd");
    assertThat(at(event, "file", "name")).isEqualTo("passwd");
    assertThat(at(event, "metadata", "uid")).isEqualTo("4f1c9a-7");
    assertThat(at(event, "metadata", "correlation_uid")).isEqualTo("c1");
    assertThat(at(event, "policy", "uid")).isEqualTo("sha256:ab12");
    assertThat(at(event, "policy", "is_applied")).isEqualTo(true);
    assertThat(at(event, "firewall_rule", "uid")).isEqualTo("tools.read_file:12");
    assertThat(event).containsEntry("status_code", "not-granted");
    assertThat(at(event, "unmapped", "mode")).isEqualTo("enforce");
    assertThat(at(event, "actor", "invoked_by")).isEqualTo("tool read_file");
  }

  @Test
  void decision_onACall_hasItsCallerAndTrace() {
    Map<String, Object> event = event(Records.of(Records.asked("tool", "call", Action.ALLOWED)));

    assertThat(number(event, "type_uid")).isEqualTo(600399);
    assertThat(at(event, "api", "operation")).isEqualTo("tools/call");
    assertThat(at(event, "actor", "user", "name")).isEqualTo("ada");
    assertThat(at(event, "actor", "session", "uid")).isEqualTo("s-77");
    assertThat(at(event, "metadata", "tenant_uid")).isEqualTo("acme");
    assertThat(at(event, "trace", "uid")).isEqualTo(Records.TRACE);
    assertThat(at(event, "unmapped", "arguments")).isEqualTo(List.of("path", "encoding"));
  }

  @ParameterizedTest
  @CsvSource({
    "'localhost (127.0.0.1:8080)',    localhost, 127.0.0.1,       8080",
    "10.1.2.3:443,                    ,          10.1.2.3,        443",
    "[0:0:0:0:0:0:0:1]:443,           ,          0:0:0:0:0:0:0:1, 443",
    "'a ([0:0:0:0:0:0:0:1]:443)',     a,         0:0:0:0:0:0:0:1, 443",
    "api.example.com:443,             api.example.com, ,          443",
  })
  void decision_ofAConnection_hasItsPeer(String target, String host, String address, int port) {
    Map<String, Object> event =
        event(Records.of(Records.decision("network", "connect", target, Action.ALLOWED)));

    assertThat(at(event, "dst_endpoint", "hostname")).isEqualTo(host);
    assertThat(at(event, "dst_endpoint", "ip")).isEqualTo(address);
    assertThat(at(event, "dst_endpoint", "port")).isEqualTo(new BigDecimal(port));
  }

  private Map<String, Object> event(AuditRecord record) {
    return Json.members(ocsf.text(record));
  }

  private static int number(Map<String, Object> event, String name) {
    return ((BigDecimal) event.get(name)).intValueExact();
  }

  private static Object at(Map<?, ?> event, String... path) {
    Object value = event;
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }
}
