package dev.sallyport.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The classes that a start loads, as one entry of the jar: a zip file in which they are stored, so
 * that they are compressed, and unpacked, all together. Each by itself takes a cold JVM about 0.1
 * ms to find and unpack, and there are several hundred.
 *
 * <p>Their names are in {@code src/main/start/classes.txt}. What is missing there is in the jar by
 * itself, and only takes longer.
 */
final class StartClasses {
  private static final String ENTRY = "sallyport/start.zip";

  /** A local file header (APPNOTE.TXT, 4.3.7), and where it has what. */
  private static final int SIGNATURE = 0x04034b50;

  private static final int SIZE = 22;
  private static final int NAME_LENGTH = 26;
  private static final int EXTRA_LENGTH = 28;
  private static final int HEADER = 30;

  private final byte[] zip;
  private final ByteBuffer numbers;
  private final Map<String, Integer> headers = new HashMap<>();

  private StartClasses(byte[] zip) {
    this.zip = zip;
    this.numbers = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (numbers.getInt(at) == SIGNATURE) {
      int length = numbers.getShort(at + NAME_LENGTH);
      headers.put(new String(zip, at + HEADER, length, StandardCharsets.ISO_8859_1), at);
      at = start(at) + length(at);
    }
  }

  static StartClasses in(JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry(ENTRY);
    if (entry == null) {
      throw new FileNotFoundException(ENTRY);
    }
    // All its bytes asked for by InputStream are in memory twice: in parts, and put together.
    byte[] zip = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(zip);
    }
    return new StartClasses(zip);
  }

  /**
   * Where one lies in {@link #bytes}; negative where it is none of them.
   *
   * @param file such as {@code dev/sallyport/agent/start/Start.class}
   */
  int find(String file) {
    return headers.getOrDefault(file, -1);
  }

  InputStream open(int found) {
    return new ByteArrayInputStream(zip, start(found), length(found));
  }

  byte[] bytes() {
    return zip;
  }

  /** The first byte of what was found there. */
  int start(int found) {
    return found
        + HEADER
        + numbers.getShort(found + NAME_LENGTH)
        + numbers.getShort(found + EXTRA_LENGTH);
  }

  /** How many bytes it has. */
  int length(int found) {
    return numbers.getInt(found + SIZE);
  }
}
