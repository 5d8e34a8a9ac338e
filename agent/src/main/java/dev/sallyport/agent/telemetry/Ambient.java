package dev.sallyport.agent.telemetry;

import java.util.function.Supplier;

/**
 * The span under which the calling thread works, as a {@code traceparent}: empty unless there is an
 * OpenTelemetry agent that has one.
 */
public final class Ambient implements Supplier<String> {
  private volatile Supplier<String> source = new Nothing();

  /** Of a call that nothing of this may fail: a source that does is not asked again. */
  @Override
  public String get() {
    try {
      return source.get();
    } catch (RuntimeException | LinkageError e) {
      source = new Nothing();
      return "";
    }
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
