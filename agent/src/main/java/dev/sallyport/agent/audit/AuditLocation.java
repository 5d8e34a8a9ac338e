package dev.sallyport.agent.audit;

import java.io.File;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The audit file, known before it is opened so that the health line can name it.
 *
 * @param file the file that records are appended to
 * @param pid the id of this process
 */
public record AuditLocation(File file, long pid) {
  private static final int LONGEST_NAME = 64;

  /** The file that the operator named. */
  public static AuditLocation configured(String path, long pid) {
    return new AuditLocation(new File(path).getAbsoluteFile(), pid);
  }

  /**
   * The file of this start of the server where the operator named none: under {@code
   * $XDG_STATE_HOME/sallyport}, else under {@code ~/.local/state/sallyport}. A relative {@code
   * XDG_STATE_HOME} is ignored, as the XDG Base Directory Specification 0.8 asks.
   */
  public static AuditLocation perStart(
      String server, Map<String, String> environment, String home, Instant start, long pid) {
    StringBuilder name = new StringBuilder();
    appendFileName(name, server);
    name.append('-');
    appendTime(name, start);
    name.append('-').append(pid).append(".jsonl");
    return new AuditLocation(new File(state(environment, home), name.toString()), pid);
  }

  /** The directory that the agent keeps things in from one run to the next. */
  public static File state(Map<String, String> environment, String home) {
    File state = new File(environment.getOrDefault("XDG_STATE_HOME", ""));
    if (!state.isAbsolute()) {
      state = new File(new File(home, ".local"), "state");
    }
    return new File(state, "sallyport");
  }

  /** Where the public key is put of a private one that is made. */
  public static File publicKey(File key) {
    return new File(key.getPath().concat(".pub"));
  }

  /** Whether the file, by its permissions, can be written or created. Opening may still fail. */
  public boolean creatable() {
    if (file.exists()) {
      return !file.isDirectory() && file.canWrite();
    }
    File ancestor = file.getParentFile();
    while (ancestor != null && !ancestor.exists()) {
      ancestor = ancestor.getParentFile();
    }
    return ancestor != null && ancestor.isDirectory() && ancestor.canWrite();
  }

  /** Where this process writes instead while another one has the file. */
  public File besideOtherProcess() {
    String name = file.getName();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return new File(file.getParentFile(), name.substring(0, end) + "-" + pid + name.substring(end));
  }

  private static void appendFileName(StringBuilder to, String server) {
    int length = Math.min(server.length(), LONGEST_NAME);
    for (int i = 0; i < length; i++) {
      char c = server.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      boolean inside = i > 0 && (c == '.' || c == '-');
      to.append(plain || inside ? c : '_');
    }
    if (length == 0) {
      to.append("server");
    }
  }

  /** ISO 8601 basic format by hand: a formatter costs the main thread milliseconds at start. */
  private static void appendTime(StringBuilder to, Instant start) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, ZoneOffset.UTC);
    to.append(utc.getYear());
    appendTwo(to, utc.getMonthValue());
    appendTwo(to, utc.getDayOfMonth());
    to.append('T');
    appendTwo(to, utc.getHour());
    appendTwo(to, utc.getMinute());
    appendTwo(to, utc.getSecond());
    to.append('Z');
  }

  private static void appendTwo(StringBuilder to, int number) {
    if (number < 10) {
      to.append('0');
    }
    to.append(number);
  }
}
