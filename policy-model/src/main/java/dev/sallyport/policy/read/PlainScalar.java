package dev.sallyport.policy.read;

/** What an unquoted scalar means in the core schema of YAML 1.2 (section 10.3.2). */
final class PlainScalar {
  private PlainScalar() {}

  static Node.Kind kind(String text) {
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return Node.Kind.NULL;
      }
      case "true", "True", "TRUE", "false", "False", "FALSE" -> {
        return Node.Kind.BOOLEAN;
      }
      default -> {
        return isNumber(text) ? Node.Kind.NUMBER : Node.Kind.TEXT;
      }
    }
  }

  private static boolean isNumber(String text) {
    if (text.startsWith("0x") || text.startsWith("0o")) {
      return text.length() > 2 && allDigits(text, 2, text.charAt(1) == 'x' ? 16 : 8);
    }
    int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int end = digits(text, start);
    int whole = end - start;
    int fraction = 0;
    if (end < text.length() && text.charAt(end) == '.') {
      int after = digits(text, end + 1);
      fraction = after - end - 1;
      end = after;
    }
    if (whole + fraction == 0) {
      return false;
    }
    return end == text.length() || isExponent(text, end);
  }

  private static boolean isExponent(String text, int start) {
    if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
      return false;
    }
    int digits = start + 1;
    if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
      digits++;
    }
    return digits < text.length() && allDigits(text, digits, 10);
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean allDigits(String text, int start, int radix) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }
}
