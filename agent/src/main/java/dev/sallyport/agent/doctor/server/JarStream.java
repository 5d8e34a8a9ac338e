package dev.sallyport.agent.doctor.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A jar as it comes, which notes whether it ends as one does (APPNOTE.TXT §4.3.16): one that is cut
 * off between two entries seems to be over to who reads on.
 */
final class JarStream extends FilterInputStream {
  private static final int END_OF_CENTRAL_DIRECTORY = 0x504b0506;

  private int last;
  private boolean ended;

  JarStream(InputStream in) {
    super(in);
  }

  /** Whether what was read up to now has the end of a jar in it. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      saw(one);
    }
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    for (int i = 0; i < read; i++) {
      saw(bytes[offset + i] & 0xff);
    }
    return read;
  }

  private void saw(int one) {
    last = last << 8 | one;
    ended |= last == END_OF_CENTRAL_DIRECTORY;
  }
}
