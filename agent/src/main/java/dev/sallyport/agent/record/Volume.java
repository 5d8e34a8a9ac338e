package dev.sallyport.agent.record;

/**
 * How many bytes a call moved until it answered, as far as they were counted.
 *
 * @param sent to sockets
 * @param received from sockets
 * @param read from files; counted only where a limit is on it
 * @param answered of the texts of its answer in UTF-8; {@link #UNKNOWN} where it has none, or its
 *     texts can't be got at
 */
public record Volume(long sent, long received, long read, long answered) {
  public static final long UNKNOWN = -1;

  /** Nothing was moved, and nothing answered. */
  public static final Volume NONE = new Volume(0, 0, 0, UNKNOWN);
}
