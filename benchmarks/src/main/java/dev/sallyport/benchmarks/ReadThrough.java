package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that it is told and does nothing with them. */
public final class ReadThrough {
  private static final int BLOCK = 1 << 16;

  private ReadThrough() {}

  public static void main(String[] files) throws IOException {
    byte[] block = new byte[BLOCK];
    for (String file : files) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        while (in.read(block) >= 0) {
          // Only read.
        }
      }
    }
  }
}
