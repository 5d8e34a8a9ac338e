package dev.sallyport.agent.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Gets what is behind a URL, whole or not at all. A redirection is a failure: the author of the
 * policy named one server, and no other may answer for it.
 *
 * @param most bytes
 * @param limitMillis how long all of it may take
 */
public record Download(Endpoint endpoint, int most, int limitMillis) {
  private static final int MOST_FIELDS = 100;
  private static final int LONGEST_FIELD = 8192;
  private static final String LENGTH = "content-length:";
  private static final String CODING = "transfer-encoding:";

  /** Gets it. */
  public byte[] get(String accepted) throws IOException {
    long begin = System.nanoTime();
    try (Socket socket = endpoint.connect(limitMillis, limitMillis)) {
      String head =
          endpoint.head("GET").append("Accept: ").append(accepted).append("\r\n\r\n").toString();
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = new BufferedInputStream(new TimedInput(socket, begin, limitMillis));
      StatusLine status = StatusLine.read(in);
      if (status.code() != 200) {
        throw new ProtocolException("HTTP status " + status.code());
      }
      return body(in);
    }
  }

  private byte[] body(InputStream in) throws IOException {
    long length = -1;
    boolean chunked = false;
    String field = StatusLine.line(in, LONGEST_FIELD);
    for (int fields = 0; !field.isEmpty(); fields++) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (fields == MOST_FIELDS || field.length() == LONGEST_FIELD) {
        throw new ProtocolException("head too long");
      } else if (lower.startsWith(LENGTH)) {
        length = number(lower.substring(LENGTH.length()).strip(), 10);
      } else if (lower.startsWith(CODING)) {
        chunked = lower.endsWith("chunked");
      }
      field = StatusLine.line(in, LONGEST_FIELD);
    }
    if (chunked) {
      return chunks(in);
    }
    byte[] body = in.readNBytes((int) Math.min(length < 0 ? most + 1L : length, most + 1L));
    if (body.length > most) {
      throw new ProtocolException("longer than " + most + " bytes");
    }
    if (body.length < length) {
      throw new ProtocolException("cut short");
    }
    return body;
  }

  private byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
      if (size > most - body.size()) {
        throw new ProtocolException("longer than " + most + " bytes");
      }
      byte[] chunk = in.readNBytes((int) size);
      body.writeBytes(chunk);
      if (chunk.length < size || !StatusLine.line(in, 2).isEmpty()) {
        throw new ProtocolException("cut short");
      }
    }
    return body.toByteArray();
  }

  private static long chunkSize(InputStream in) throws IOException {
    String line = StatusLine.line(in, LONGEST_FIELD);
    int extension = line.indexOf(';');
    return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private static long number(String text, int radix) throws ProtocolException {
    try {
      return Long.parseUnsignedLong(text, radix) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new ProtocolException("not an HTTP answer");
    }
  }
}
