package dev.sallyport.agent.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.gate.House;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Risk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Principal.Tool TOOL = new Principal.Tool("t");
  private static final Request WRITING = new Request.File(FileOperation.WRITE, "/a/b", "/a/b");
  private static final Request READING = new Request.File(FileOperation.READ, "/a/b", "/a/b");

  private House house;
  private Hints hints;

  private Grants grants(String keys, Map<String, ?> annotations) {
    house =
        House.ofServer(
            "tools: { t: { " + keys + "files: { read: [\"/a/**\"], write: [\"/a/**\"] } } }\n");
    hints = new Hints(house.recorder());
    hints.see(TOOL, Map.of("name", "t", "annotations", annotations));
    return hints.grants(house.engine(), TOOL);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<Entry> told() {
    return house.recorded();
  }

  @Test
  void hints_areReadAsTheProtocolMeansThem() {
    grants("", Map.of("readOnlyHint", true, "destructiveHint", true));
    assertThat(hints.of(TOOL)).isEqualTo(Risk.READ);
    hints.see(TOOL, Map.of("annotations", Map.of("destructiveHint", true)));
    assertThat(hints.of(TOOL)).isEqualTo(Risk.DESTRUCTIVE);
    hints.see(TOOL, Map.of("annotations", Map.of("destructiveHint", false)));
    assertThat(hints.of(TOOL)).isEqualTo(Risk.WRITE);
    hints.see(TOOL, Map.of("annotations", Map.of("readOnlyHint", "true")));
    assertThat(hints.of(TOOL)).isNull();
    hints.see(TOOL, Map.of());
    assertThat(hints.of(TOOL)).isNull();
    hints.see(new Principal.Prompt("t"), Map.of("annotations", Map.of("readOnlyHint", true)));
    assertThat(hints.of(TOOL)).isNull();
  }

  @Test
  void changeByATool_thatCallsItselfReadOnly_isToldOnce() {
    Grants grants = grants("", Map.of("readOnlyHint", true));

    assertThat(grants.decide(WRITING).denies()).isFalse();
    assertThat(grants.decide(WRITING).denies()).isFalse();
    assertThat(grants.decide(READING).denies()).isFalse();
    assertThat(grants.decide(new Request.Http("POST", "https://a.com/")).denies()).isTrue();
    assertThat(hints.grants(house.engine(), TOOL)).isSameAs(grants);

    assertThat(told())
        .singleElement()
        .isInstanceOfSatisfying(
            Entry.StateChanged.class,
            finding -> {
              assertThat(finding.kind()).isEqualTo("contradiction");
              assertThat(finding.details())
                  .isEqualTo(
                      Map.of("tool", "t", "hint", "readOnlyHint", "operation", "file write"));
            });
  }

  @Test
  void changeByATool_thatCallsItselfReadOnly_isDenied_whereThePolicySaysSo() {
    Grants grants = grants("hints: deny, ", Map.of("readOnlyHint", true));

    assertThat(grants.decide(WRITING).reason()).isEqualTo(Reason.RISK);
    assertThat(grants.decide(READING).denies()).isFalse();
    assertThat(told()).isEmpty();
  }

  @Test
  void whatThePolicySays_goesBefore() {
    Grants grants = grants("hints: deny, risk: write, ", Map.of("readOnlyHint", true));

    assertThat(grants.decide(WRITING).denies()).isFalse();
    assertThat(told()).isEmpty();
  }
}
