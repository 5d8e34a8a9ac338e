package dev.sallyport.agent.weave;

import java.util.Arrays;

/** Bytes that are being written, numbers in big-endian order. */
final class Bytes {
  private byte[] bytes;
  private int size;

  Bytes(int expected) {
    bytes = new byte[expected];
  }

  int size() {
    return size;
  }

  /** Those written; nothing is written after that. */
  byte[] toArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  Bytes u1(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u2(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u4(int value) {
    return u2(value >> 16).u2(value);
  }

  Bytes copy(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  Bytes copy(Bytes other) {
    return copy(other.bytes, 0, other.size);
  }

  void setU2(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  void setU4(int at, int value) {
    setU2(at, value >> 16);
    setU2(at + 2, value);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
