package dev.sallyport.agent.export;

/**
 * The text of one event while it is put together. Values escape what the standard says: in the
 * header backslash and pipe, in the extension backslash, equals sign and line breaks.
 */
final class CefEvent {
  private final StringBuilder text = new StringBuilder(512);
  private boolean first = true;

  /**
   * @param type the same for all events of a kind
   * @param severity from 0 to 10
   */
  CefEvent(String version, String type, String name, int severity) {
    text.append("CEF:0|Sallyport|Sallyport|");
    header(version);
    header(type);
    header(name);
    text.append(severity).append('|');
  }

  /** Adds a value unless it is empty, cut to its greatest length. */
  void add(String key, String value, int longest) {
    if (value.isEmpty()) {
      return;
    }
    if (!first) {
      text.append(' ');
    }
    first = false;
    text.append(key).append('=');
    extension(cut(value, longest));
  }

  /** Adds a value to one of the keys that say by a label what they hold. */
  void addLabelled(String key, String label, String value, int longest) {
    if (!value.isEmpty()) {
      add(key + "Label", label, longest);
      add(key, value, longest);
    }
  }

  String text() {
    return text.toString();
  }

  private static String cut(String value, int longest) {
    if (value.length() <= longest) {
      return value;
    }
    boolean split = Character.isHighSurrogate(value.charAt(longest - 1));
    return value.substring(0, split ? longest - 1 : longest);
  }

  private void header(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '|' || c == '\\') {
        text.append('\\').append(c);
      } else {
        // A header has no way to write a line break.
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    text.append('|');
  }

  private void extension(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\', '=' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        // What a terminal would obey; events are also read on one.
        default -> text.append(Character.isISOControl(c) ? '?' : c);
      }
    }
  }
}
