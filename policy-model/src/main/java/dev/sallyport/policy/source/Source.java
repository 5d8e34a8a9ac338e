package dev.sallyport.policy.source;

/**
 * A policy text and the name it is known by.
 *
 * @param name as shown in messages, usually the file's path
 */
public record Source(String name, String text) {

  /** The line of that number, from 1, without its end; empty where there is none. */
  public String line(int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
