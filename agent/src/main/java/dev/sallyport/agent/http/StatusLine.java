package dev.sallyport.agent.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** The first line of an answer. */
public record StatusLine(int code, String text) {
  private static final int LONGEST = 256;

  /** Reads it, and nothing after it. */
  public static StatusLine read(InputStream in) throws IOException {
    String[] parts = line(in, LONGEST).split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5][0-9]{2}")) {
      throw new ProtocolException("not an HTTP answer");
    }
    return new StatusLine(Integer.parseInt(parts[1]), parts.length == 3 ? parts[2] : "");
  }

  public boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  /** What is there up to the end of the line, without it; cut off at the longest. */
  static String line(InputStream in, int longest) throws IOException {
    StringBuilder line = new StringBuilder(64);
    int next = in.read();
    while (next >= 0 && next != '\n' && line.length() < longest) {
      line.append((char) next);
      next = in.read();
    }
    return line.toString().strip();
  }
}
