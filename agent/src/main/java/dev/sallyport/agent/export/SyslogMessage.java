package dev.sallyport.agent.export;

import dev.sallyport.policy.model.ExportFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How a record looks as a message of syslog: RFC 5424, framed by octet counting (RFC 6587, section
 * 3.4.1, and RFC 5425, section 4.3).
 *
 * @param host the sender's name; empty where it is not known
 * @param process the id of its process
 * @param version of the agent
 */
record SyslogMessage(ExportFormat format, String host, long process, String version) {
  /** Log audit: RFC 5424, section 6.2.1, table 1. */
  private static final int FACILITY = 13;

  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_KIND = 32;

  /** The greatest sequenceId: RFC 5424, section 7.3.1. */
  private static final long MOST = Integer.MAX_VALUE;

  private static final String NIL = "-";
  private static final String BOM = "\uFEFF";

  /** Up to the microsecond, which is as exact as a time may be: RFC 5424, section 6.2.3. */
  private static final int MICROSECOND = "2026-01-01T12:00:00.000000".length();

  void write(Exported record, ByteArrayOutputStream to) {
    byte[] message = text(record).getBytes(StandardCharsets.UTF_8);
    to.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
    to.writeBytes(message);
  }

  private String text(Exported record) {
    StringBuilder text = new StringBuilder(record.text().length() + 128);
    text.append('<').append(8 * FACILITY + record.severity().syslog()).append(">1 ");
    text.append(time(record.time())).append(' ');
    text.append(printable(host, LONGEST_HOST)).append(" sallyport ").append(process).append(' ');
    text.append(printable(record.kind(), LONGEST_KIND));
    text.append(" [origin software=\"sallyport\" swVersion=\"").append(version);
    text.append("\"][meta sequenceId=\"").append((record.number() - 1) % MOST + 1).append("\"] ");
    String message = format == ExportFormat.CEF ? record.text() : ascii(record.text());
    // Of UTF-8 the mark is required, of ASCII it is not, and who reads JSON trips over it.
    return text.append(isAscii(message) ? "" : BOM).append(message).toString();
  }

  private static String time(String time) {
    return time.length() > MICROSECOND && time.endsWith("Z")
        ? time.substring(0, MICROSECOND) + "Z"
        : NIL;
  }

  private static String printable(String name, int longest) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), longest); i++) {
      char c = name.charAt(i);
      printable.append(c > ' ' && c < 0x7F ? c : '_');
    }
    return printable.isEmpty() ? NIL : printable.toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** The same JSON: what is not ASCII stands in texts only, where it can be escaped. */
  private static String ascii(String json) {
    if (isAscii(json)) {
      return json;
    }
    StringBuilder ascii = new StringBuilder(json.length() + 64);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x80) {
        ascii.append(c);
      } else {
        ascii.append(String.format("\\u%04x", (int) c));
      }
    }
    return ascii.toString();
  }
}
