package dev.sallyport.testapps.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Turns what an API gives into the text of an answer; closes it. */
final class Text {
  /** More than any file of an attack holds. */
  static final int ENOUGH = 1 << 16;

  private Text() {}

  static String of(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String of(Reader reader) throws IOException {
    try (reader) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    }
  }

  static String of(ReadableByteChannel channel) throws IOException {
    try (channel) {
      ByteBuffer buffer = ByteBuffer.allocate(ENOUGH);
      while (channel.read(buffer) > 0) {
        // Until the end, or the buffer is full.
      }
      return of(buffer.flip());
    }
  }

  static String of(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer).toString();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes and closes. */
  static String write(WritableByteChannel channel) throws IOException {
    try (channel) {
      channel.write(bytes("written"));
      return Body.DONE;
    }
  }
}
