package dev.sallyport.agent.audit;

import java.io.IOException;
import java.io.OutputStream;

/** Lines to something that has a name in the file system and is no file, such as a pipe. */
final class LineDevice implements LineOutput {
  private final OutputStream out;

  LineDevice(OutputStream out) {
    this.out = out;
  }

  @Override
  public ChainEnd end() {
    return ChainEnd.NONE;
  }

  @Override
  public void append(byte[] lines, int length) throws IOException {
    out.write(lines, 0, length);
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
    throw new UnsupportedOperationException("a device has no parts");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
