package dev.sallyport.agent.pin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.pin.Pins.Sight;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PinsTest {
  private static final Thing TOOL = new Thing(Kind.TOOL, "t");
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @Test
  void firstSight_holds() {
    Pins pins = new Pins(Map.of());

    assertThat(pins.see(TOOL, A)).isEqualTo(new Sight.First());

    assertThat(pins.isChanged(TOOL)).isFalse();
    assertThat(pins.unsaved()).isEqualTo(Map.of(TOOL, Pin.first(A)));
    assertThat(pins.unsaved()).isNull();
  }

  @Test
  void otherDefinition_isChangedAndToldOnce() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, null)));

    assertThat(pins.see(TOOL, B)).isEqualTo(new Sight.Changed(A));
    assertThat(pins.see(TOOL, B)).isEqualTo(new Sight.Known());

    assertThat(pins.isChanged(TOOL)).isTrue();
    assertThat(pins.unsaved()).isEqualTo(Map.of(TOOL, new Pin(A, true, B)));
  }

  @Test
  void sameDefinition_changesNothing() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, null)));

    assertThat(pins.see(TOOL, A)).isEqualTo(new Sight.Known());

    assertThat(pins.anyChanged()).isFalse();
    assertThat(pins.isUnsaved()).isFalse();
  }

  @Test
  void definition_thatComesBack_isNotChangedAnyMore() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, B)));
    assertThat(pins.isChanged(TOOL)).isTrue();

    assertThat(pins.see(TOOL, A)).isEqualTo(new Sight.Known());

    assertThat(pins.isChanged(TOOL)).isFalse();
  }

  @Test
  void changeOfAnEarlierRun_isToldAgain() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, B)));

    assertThat(pins.see(TOOL, B)).isEqualTo(new Sight.Changed(A));
  }

  @Test
  void acceptance_inTheFile_endsTheChange() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, null)));
    pins.see(TOOL, B);

    pins.merge(Map.of(TOOL, new Pin(A, true, B).accept()));

    assertThat(pins.isChanged(TOOL)).isFalse();
    assertThat(pins.see(TOOL, A)).isEqualTo(new Sight.Changed(B));
  }

  @Test
  void acceptance_ofWhatIsNotShownAnyMore_doesNotEndIt() {
    Pins pins = new Pins(Map.of(TOOL, new Pin(A, true, null)));
    pins.see(TOOL, B);

    pins.merge(Map.of(TOOL, new Pin("c".repeat(64), true, null)));

    assertThat(pins.isChanged(TOOL)).isTrue();
  }

  @Test
  void pinOfAnotherProcess_goesBeforeOnesOwn() {
    Pins pins = new Pins(Map.of());
    pins.see(TOOL, B);

    pins.merge(Map.of(TOOL, Pin.first(A)));

    assertThat(pins.isChanged(TOOL)).isTrue();
  }

  @Test
  void tooMany_areNotHeldAndThoseBeforeAre() {
    Pins pins = new Pins(Map.of());
    for (int i = 0; i < Pins.MOST; i++) {
      pins.see(new Thing(Kind.RESOURCE, "r" + i), A);
    }

    assertThat(pins.see(TOOL, A)).isEqualTo(new Sight.Unheld());
    assertThat(pins.see(TOOL, B)).isEqualTo(new Sight.Unheld());

    assertThat(pins.isChanged(TOOL)).isFalse();
    assertThat(pins.see(new Thing(Kind.RESOURCE, "r0"), B)).isEqualTo(new Sight.Changed(A));
  }
}
