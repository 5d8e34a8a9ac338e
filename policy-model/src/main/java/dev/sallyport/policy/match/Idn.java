package dev.sallyport.policy.match;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.EnumSet;
import java.util.Set;

/**
 * Internationalised host names in their ASCII form.
 *
 * <p>Clients differ in which standard they follow (IDNA 2003, IDNA 2008, UTS 46). So a name is
 * taken only where they can't differ: in its normal form already, without the characters that the
 * standards treat differently, and of one script a label.
 */
final class Idn {
  /** Sharp s, final sigma, the joiners: one standard keeps what another maps or drops. */
  private static final String DEVIATIONS = "\u00df\u1e9e\u03c2\u200c\u200d";

  private static final String ENCODED = "xn--";

  private static final Set<UnicodeScript> JAPANESE =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private Idn() {}

  /** The ASCII form of a name, which it may have already. */
  static String ascii(String name) throws Malformed {
    String lower = lower(name);
    if (isAscii(lower)) {
      checkEncoded(lower);
      return lower;
    }
    for (int i = 0; i < lower.length(); i++) {
      if (DEVIATIONS.indexOf(lower.charAt(i)) >= 0) {
        throw ambiguous();
      }
    }
    for (String label : lower.split("\\.", -1)) {
      checkScript(label);
    }
    try {
      String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
      // Back is the same text only where nothing was mapped on the way.
      if (IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES).equals(lower)) {
        return ascii;
      }
    } catch (IllegalArgumentException e) {
      throw ambiguous();
    }
    throw ambiguous();
  }

  /** Of ASCII only: other letters have to be in lower case, since some fold to an ASCII letter. */
  private static String lower(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      lower.append(Ascii.isUpper(c) ? (char) (c - 'A' + 'a') : c);
    }
    return lower.toString();
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Some clients decode a label and encode it anew, which not every label survives. */
  private static void checkEncoded(String name) throws Malformed {
    if (name.startsWith(ENCODED) || name.contains("." + ENCODED)) {
      for (String label : name.split("\\.", -1)) {
        // What can't be decoded, or not encoded to the same again, is left as it was.
        if (label.startsWith(ENCODED)
            && IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED).startsWith(ENCODED)) {
          throw ambiguous();
        }
      }
    }
  }

  private static void checkScript(String label) throws Malformed {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (int i = 0; i < label.length(); i += Character.charCount(label.codePointAt(i))) {
      UnicodeScript script = UnicodeScript.of(label.codePointAt(i));
      if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
        scripts.add(script);
      }
    }
    if (scripts.size() > 1 && !JAPANESE.containsAll(scripts)) {
      throw new Malformed("host mixes scripts", "");
    }
  }

  private static Malformed ambiguous() {
    return new Malformed(
        "host has no one ASCII form", "write the name in its ASCII form, which starts with `xn--`");
  }
}
