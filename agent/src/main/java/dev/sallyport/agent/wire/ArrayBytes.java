package dev.sallyport.agent.wire;

/** Bytes of an array, from one place up to another. */
public final class ArrayBytes implements Bytes {
  private final byte[] array;
  private final int from;
  private final int length;

  public ArrayBytes(byte[] array, int from, int length) {
    this.array = array;
    this.from = from;
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void copy(int at, byte[] into, int count) {
    System.arraycopy(array, from + at, into, 0, count);
  }
}
