package dev.sallyport.agent.credential;

import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that nobody is shown: compared in constant time, without a text form. */
public final class Octets {
  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of those bytes. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  int length() {
    return bytes.length;
  }

  /** From 0 to 255. */
  int at(int index) {
    return bytes[index] & 0xff;
  }

  public byte[] copy() {
    return bytes.clone();
  }

  /** How many different bytes there are. */
  int variety() {
    boolean[] seen = new boolean[256];
    int different = 0;
    for (byte octet : bytes) {
      different += seen[octet & 0xff] ? 0 : 1;
      seen[octet & 0xff] = true;
    }
    return different;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && MessageDigest.isEqual(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
