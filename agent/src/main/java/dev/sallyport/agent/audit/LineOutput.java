package dev.sallyport.agent.audit;

import java.io.Closeable;
import java.io.IOException;

/** Takes whole lines. */
interface LineOutput extends Closeable {

  /** Where it ended when it was opened. */
  ChainEnd end();

  /**
   * Appends lines, each with its line feed.
   *
   * @throws IOException if they could not all be written; then none of them is there
   */
  void append(byte[] lines, int length) throws IOException;

  /** Forces what was written to the disk, as {@code fsync(2)} does. */
  void sync() throws IOException;

  /** How many bytes are there. */
  long size();

  /** When it was written to before it was opened, in milliseconds since the epoch. */
  long modified();

  /**
   * Whether it is still what others see under its name, and holds what was written and no more: it
   * is not where somebody removed it, moved it or wrote to it.
   */
  boolean intact();

  /** Has what was written be called otherwise, and ends; the next open is of a new file. */
  void splitOff() throws IOException;
}
