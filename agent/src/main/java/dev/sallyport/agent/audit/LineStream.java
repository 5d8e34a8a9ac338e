package dev.sallyport.agent.audit;

import java.io.IOException;
import java.io.OutputStream;

/** Lines to what is no regular file and has no end to go on from: a pipe, a device, stderr. */
final class LineStream implements LineOutput {
  private final OutputStream out;
  private final boolean owned;

  /**
   * Lines to that stream.
   *
   * @param owned whether it is closed in the end
   */
  LineStream(OutputStream out, boolean owned) {
    this.out = out;
    this.owned = owned;
  }

  @Override
  public ChainEnd end() {
    return ChainEnd.NONE;
  }

  @Override
  public void append(byte[] lines, int length) throws IOException {
    out.write(lines, 0, length);
    out.flush();
  }

  @Override
  public void sync() {
    // There is no disk behind it.
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public long modified() {
    return 0;
  }

  @Override
  public boolean intact() {
    return true;
  }

  @Override
  public void splitOff() {
    throw new UnsupportedOperationException("a stream has no parts");
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      out.close();
    }
  }
}
