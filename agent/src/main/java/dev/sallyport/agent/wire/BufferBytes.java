package dev.sallyport.agent.wire;

import java.nio.ByteBuffer;

/** What remains in some of several buffers, of which no position is moved. */
public final class BufferBytes implements Bytes {
  private final ByteBuffer[] buffers;
  private final int first;
  private final int end;
  private final int length;

  /**
   * What remains now, and no more than a bound.
   *
   * @param count how many of the buffers
   */
  public BufferBytes(ByteBuffer[] buffers, int first, int count, int most) {
    this.buffers = buffers;
    this.first = first;
    this.end = first + count;
    long remaining = 0;
    for (int i = first; i < end; i++) {
      remaining += buffers[i].remaining();
    }
    this.length = (int) Math.min(remaining, most);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void copy(int from, byte[] into, int count) {
    int skip = from;
    int done = 0;
    for (int i = first; i < end && done < count; i++) {
      ByteBuffer buffer = buffers[i];
      int remaining = buffer.remaining();
      int some = Math.min(remaining - skip, count - done);
      if (some > 0) {
        buffer.get(buffer.position() + skip, into, done, some);
        done += some;
      }
      skip = Math.max(0, skip - remaining);
    }
  }
}
