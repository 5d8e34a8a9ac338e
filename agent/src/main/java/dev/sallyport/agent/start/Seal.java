package dev.sallyport.agent.start;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What the doors of this run take, and nobody else knows. */
final class Seal {
  private Seal() {}

  /** From the kernel: the JDK's own generator costs more than the rest of the start. */
  static int drawn() {
    try (FileInputStream entropy = new FileInputStream("/dev/urandom")) {
      return ByteBuffer.wrap(entropy.readNBytes(Integer.BYTES)).getInt();
    } catch (IOException e) {
      // A system without one is not enforced on.
      return (int) System.nanoTime();
    }
  }
}
