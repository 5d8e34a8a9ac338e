package dev.sallyport.agent.credential;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Looks for secrets in what is fed to it, piece by piece. For one stream, or one thread. Allocates
 * nothing until something is found.
 */
public final class Scan {
  private final Reader reader;
  private List<Found> found = List.of();

  Scan(Automaton automaton) {
    reader = new Reader(automaton, new Names());
  }

  private Scan(Reader other) {
    reader = new Reader(other, new Names());
  }

  /** Another that has found nothing yet, and stands where this one does. */
  Scan ahead() {
    return new Scan(reader);
  }

  boolean isFor(Automaton automaton) {
    return reader.isFor(automaton);
  }

  /**
   * More of the same stream.
   *
   * @return how many secrets were found since the beginning, each counted once
   */
  public int feed(byte[] bytes, int offset, int length) {
    reader.feed(bytes, offset, length);
    return found.size();
  }

  /**
   * As {@link #feed(byte[], int, int)}.
   *
   * @param bytes from its position to its limit, which stay
   */
  public int feed(ByteBuffer bytes) {
    reader.feed(bytes);
    return found.size();
  }

  /**
   * As {@link #feed(byte[], int, int)}.
   *
   * @param text taken as UTF-8
   */
  public int feed(CharSequence text) {
    reader.feed(text);
    return found.size();
  }

  /** What comes next is no continuation of what was before. */
  public void cut() {
    reader.cut();
  }

  /** What was found, each once, in the order in which it was. */
  public List<Found> found() {
    return Collections.unmodifiableList(found);
  }

  private final class Names implements Sightings {
    @Override
    public void saw(Pattern pattern, boolean percent, long end) {
      String name = pattern.secret().name();
      for (Found known : found) {
        if (known.placeholder() == pattern.placeholder() && known.name().equals(name)) {
          return;
        }
      }
      if (found.isEmpty()) {
        found = new ArrayList<>();
      }
      found.add(new Found(name, pattern.placeholder()));
    }
  }
}
