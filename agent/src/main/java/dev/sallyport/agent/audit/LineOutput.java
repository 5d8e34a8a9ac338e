package dev.sallyport.agent.audit;

import java.io.Closeable;
import java.io.IOException;

/** Takes whole lines. */
interface LineOutput extends Closeable {

  /**
   * Appends lines, each with its line feed.
   *
   * @throws IOException if they could not all be written; then none of them is there
   */
  void append(byte[] lines, int length) throws IOException;
}
