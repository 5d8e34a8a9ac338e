package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Sink;
import java.time.Duration;

/** Where nothing asks for spans and metrics. */
final class Nowhere implements Sink {
  @Override
  public void accept(Entry entry) {}

  @Override
  public void flush() {}

  @Override
  public void close(Duration limit) {}
}
