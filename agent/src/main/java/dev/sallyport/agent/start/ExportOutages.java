package dev.sallyport.agent.start;

import dev.sallyport.agent.export.Outages;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Times;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Records what records do not reach; the recorder is there only after the places are known. */
final class ExportOutages implements Outages {
  private final AtomicReference<@Nullable Recorder> recorder = new AtomicReference<>();

  /** From now on they are recorded there. */
  void tell(Recorder to) {
    recorder.set(to);
  }

  @Override
  public void failing(String place, String why) {
    record(Map.of("to", place, "problem", why));
  }

  @Override
  public void regained(String place, long lost) {
    record(Map.of("to", place, "lost", Long.toString(lost)));
  }

  private void record(Map<String, String> details) {
    Recorder to = recorder.get();
    if (to != null) {
      to.accept(new Entry.StateChanged(Times.nanos(Instant.now()), "export", details));
    }
  }
}
