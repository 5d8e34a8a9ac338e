package dev.sallyport.agent.learn;

import java.util.regex.Pattern;

/** How texts stand in a policy. */
enum Quotes {
  /** Without quotes where YAML needs none. */
  YAML,
  /** Always in quotes, as JSON wants it. */
  JSON;

  /** What no version of YAML reads as anything but this text. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./+-]*|[A-Za-z_/][A-Za-z0-9_./+-]*:[0-9]+");

  private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  String key(String text) {
    return scalar(text);
  }

  /** A value, in which a dollar is no variable. */
  String value(String text) {
    return scalar(text.replace("$", "$$"));
  }

  private String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD.matcher(text).matches();
    return this == YAML && plain ? text : '"' + escaped(text, "\"\\") + '"';
  }

  /** In a comment, which is one line. */
  static String comment(String text) {
    return escaped(text, "");
  }

  private static String escaped(String text, String escapes) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (escapes.indexOf(c) >= 0) {
                escaped.append('\\').appendCodePoint(c);
              } else if (isShown(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
              }
            });
    return escaped.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> c != '\uFFFD';
    };
  }
}
