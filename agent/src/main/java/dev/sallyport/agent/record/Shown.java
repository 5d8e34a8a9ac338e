package dev.sallyport.agent.record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Has a sink get entries whose texts are as they may be shown: a path or a host name may hold what
 * a record must not.
 *
 * @param visible answers a text as it may be shown
 */
public record Shown(SinkSource source, UnaryOperator<String> visible) implements SinkSource {

  @Override
  public Sink open() {
    return new ShownSink(source.open(), visible);
  }

  private record ShownSink(Sink sink, UnaryOperator<String> visible) implements Sink {
    @Override
    public void accept(Entry entry) {
      sink.accept(shown(entry));
    }

    private Entry shown(Entry entry) {
      if (entry instanceof Entry.DecisionMade decision) {
        return decision.shown(visible);
      }
      if (entry instanceof Entry.CallEnded ended) {
        return ended.saying(visible.apply(ended.justification()));
      }
      if (entry instanceof Entry.StateChanged state) {
        Map<String, String> details = new LinkedHashMap<>(state.details());
        details.replaceAll((name, detail) -> visible.apply(detail));
        return new Entry.StateChanged(state.time(), state.kind(), details);
      }
      return entry;
    }

    @Override
    public void flush() {
      sink.flush();
    }

    @Override
    public void close(Duration limit) {
      sink.close(limit);
    }
  }
}
