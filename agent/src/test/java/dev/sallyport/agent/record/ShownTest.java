package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Entry.StateChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {
  private final List<Entry> kept = new ArrayList<>();
  private final Sink sink =
      new Shown(() -> new Kept(kept), text -> text.replace("s3cret", "***")).open();

  private record Kept(List<Entry> entries) implements Sink {
    @Override
    public void accept(Entry entry) {
      entries.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {}
  }

  @Test
  void texts_thatMayHoldASecret_areShownWithoutIt() {
    sink.accept(Entries.fileRead(0, "/srv/s3cret", Entries.DENIED, Action.BLOCKED));
    sink.accept(new StateChanged(0, "fault", Map.of("what", "no s3cret")));

    assertThat(((DecisionMade) kept.get(0)).target()).isEqualTo("/srv/***");
    assertThat(((StateChanged) kept.get(1)).details()).containsEntry("what", "no ***");
  }

  @Test
  void decision_withoutOne_isTheSame() {
    DecisionMade made = Entries.fileRead(0, "/srv/a", Entries.DENIED, Action.BLOCKED);
    sink.accept(made);

    assertThat(kept).singleElement().isSameAs(made);
  }

  @Test
  void whatACallIsSaidToBeFor_isShownWithoutASecret() {
    sink.accept(Entries.ended(0, Outcome.OK, 0).saying("for s3cret"));

    assertThat(((Entry.CallEnded) kept.get(0)).justification()).isEqualTo("for ***");
  }
}
