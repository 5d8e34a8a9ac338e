package dev.sallyport.agent.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes records as lines of UTF-8 to a stream of the process. */
record LineCarrier(PrintStream out) implements Carrier {

  @Override
  public void carry(List<Exported> records) throws IOException {
    byte[] lines = lines(records);
    out.write(lines, 0, lines.length);
    out.flush();
  }

  /** Each record with its line feed. */
  static byte[] lines(List<Exported> records) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(512 * records.size());
    for (Exported record : records) {
      lines.writeBytes(record.text().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  @Override
  public void close() {
    // The stream is the process's own.
  }
}
