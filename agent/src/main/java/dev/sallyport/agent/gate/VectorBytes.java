package dev.sallyport.agent.gate;

import dev.sallyport.agent.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes that {@code writev(2)} is given. */
final class VectorBytes implements Bytes {
  private final Memory memory;
  private final long[] addresses;
  private final int[] lengths;
  private final int length;

  /**
   * @param address of as many {@code struct iovec}
   */
  VectorBytes(Memory memory, long address, int count) {
    this.memory = memory;
    addresses = new long[count];
    lengths = new int[count];
    int word = memory.isWide() ? Long.BYTES : Integer.BYTES;
    byte[] vector = new byte[2 * word * count];
    memory.copy(address, vector, 0, vector.length);
    ByteBuffer words = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
    long all = 0;
    for (int i = 0; i < count; i++) {
      addresses[i] = memory.isWide() ? words.getLong() : words.getInt() & 0xffff_ffffL;
      lengths[i] = (int) (memory.isWide() ? words.getLong() : words.getInt());
      all += lengths[i];
    }
    length = (int) Math.min(all, Integer.MAX_VALUE);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void copy(int from, byte[] into, int count) {
    int skip = from;
    int done = 0;
    for (int i = 0; i < lengths.length && done < count; i++) {
      int some = Math.min(lengths[i] - skip, count - done);
      if (some > 0) {
        memory.copy(addresses[i] + skip, into, done, some);
        done += some;
      }
      skip = Math.max(0, skip - lengths[i]);
    }
  }
}
