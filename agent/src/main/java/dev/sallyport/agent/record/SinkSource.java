package dev.sallyport.agent.record;

/**
 * Opens a sink on the recorder thread, so that making one costs the main thread nothing and loads
 * none of the libraries behind it.
 */
public interface SinkSource {

  /** Opens the sink. What it throws is said on stderr, and the other sinks go on without it. */
  Sink open();
}
