package dev.sallyport.agent.doctor.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes may still be read out of an archive: what a bomb inflates to has no end. Mutable,
 * used by one thread.
 */
final class Ration {
  private static final int BUFFER = 1 << 16;

  private final byte[] dropped = new byte[BUFFER];
  private final @Nullable Ration whole;
  private final long limit;
  private long left;

  /** An archive has more in it than is read. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1;

    Exceeded(long limit) {
      super("holds more than " + (limit >> 20) + " MiB, and the rest is not looked at");
    }
  }

  Ration(long limit) {
    this(limit, null);
  }

  private Ration(long limit, @Nullable Ration whole) {
    this.limit = limit;
    this.left = limit;
    this.whole = whole;
  }

  /** A ration of its own for a part, taken from this one. */
  Ration share(long most) {
    return new Ration(Math.min(most, left), this);
  }

  boolean isSpent() {
    return left < 0;
  }

  /** Reads all that is left of an entry. */
  void drain(InputStream in) throws IOException {
    int read = 0;
    while (read >= 0) {
      read = in.read(dropped);
      spend(Math.max(read, 0));
    }
  }

  /** The stream, whose bytes count; the archive around it stays open. */
  InputStream over(InputStream in) {
    return new Rationed(in);
  }

  private void spend(int bytes) throws Exceeded {
    left -= bytes;
    if (whole != null) {
      whole.left -= bytes;
    }
    if (isSpent()) {
      throw new Exceeded(limit);
    }
  }

  private final class Rationed extends FilterInputStream {
    Rationed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      spend(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      spend(Math.max(read, 0));
      return read;
    }

    @Override
    public void close() {}
  }
}
