package dev.sallyport.agent.audit;

import java.io.PrintStream;

/** Lines on a stream of the process, where no file can be written. */
final class LineStream implements LineOutput {
  private final PrintStream out;

  LineStream(PrintStream out) {
    this.out = out;
  }

  @Override
  public void append(byte[] lines, int length) {
    out.write(lines, 0, length);
    out.flush();
  }

  @Override
  public void close() {
    // The stream is the process's own.
  }
}
