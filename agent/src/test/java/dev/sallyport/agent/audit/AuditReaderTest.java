package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.audit.AuditReader.Damage;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuditReaderTest {
  private static final String READY = "{\"time\":\"2026-01-02T12:00:00Z\",\"kind\":\"ready\"}\n";

  private final List<AuditRecord> records = new ArrayList<>();

  @Test
  void read_unknownFields_passedOver() throws IOException {
    Damage damage =
        read("{\"new\":{\"a\":[1,{}]},\"time\":\"t\",\"kind\":\"decision\",\"later\":null}\n");

    assertThat(damage).isEqualTo(new Damage(0, 0, false));
    assertThat(records).singleElement().isInstanceOf(AuditRecord.Decision.class);
  }

  @Test
  void read_lastLineBreaksOff_toldAsTorn() throws IOException {
    Damage damage = read(READY + "{\"time\":\"2026-01-02T12:00:00Z\",\"ki");

    assertThat(damage).isEqualTo(new Damage(0, 0, true));
    assertThat(records).hasSize(1);
  }

  @Test
  void read_lineInTheMiddleIsNoRecord_countedAndPassedOver() throws IOException {
    Damage damage = read(READY + "oops\n{}\n" + READY);

    assertThat(damage).isEqualTo(new Damage(2, 2, false));
    assertThat(records).hasSize(2);
  }

  private Damage read(String text) throws IOException {
    return new AuditReader().read(new StringReader(text), records::add);
  }
}
