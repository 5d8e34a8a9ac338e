package dev.sallyport.agent.telemetry;

import java.util.function.Supplier;

/**
 * The span under which the calling thread works, as a {@code traceparent}: empty unless there is an
 * OpenTelemetry agent that has one.
 */
public final class Ambient implements Supplier<String> {
  private volatile Supplier<String> source = new Nothing();

  @Override
  public String get() {
    return source.get();
  }

  void ask(Supplier<String> known) {
    source = known;
  }

  private record Nothing() implements Supplier<String> {
    @Override
    public String get() {
      return "";
    }
  }
}
