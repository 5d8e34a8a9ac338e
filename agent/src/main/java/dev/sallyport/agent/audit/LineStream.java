package dev.sallyport.agent.audit;

import java.io.PrintStream;

/** Lines on a stream of the process, where no file can be written. */
final class LineStream implements LineOutput {
  private final PrintStream out;

  LineStream(PrintStream out) {
    this.out = out;
  }

  @Override
  public ChainEnd end() {
    return ChainEnd.NONE;
  }

  @Override
  public void append(byte[] lines, int length) {
    out.write(lines, 0, length);
    out.flush();
  }

  @Override
  public void sync() {
    // Whoever reads it has it.
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
  public void close() {
    // The stream is the process's own.
  }
}
