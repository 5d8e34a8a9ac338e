package dev.sallyport.agent.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Gets records to one place. Used by the one thread of a {@link Courier}, but for closing. */
interface Carrier extends Closeable {

  /**
   * Brings records there, as long as it takes.
   *
   * @throws IOException if it is not known that all of them arrived; then all are brought again
   */
  void carry(List<Exported> records) throws IOException;

  /** Lets go of the place, also from another thread while records are brought there. */
  @Override
  void close();
}
