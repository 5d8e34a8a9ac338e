package dev.sallyport.agent.credential;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes what stands for a value: as long, with a letter for a letter, a digit for a digit, and all
 * else as it is, so that whatever looks at its shape is content. Another one at each start.
 */
final class Placeholders {
  /** By which services tell their tokens, and clients the services. */
  private static final String[] PREFIXES = {
    "github_pat_",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "glpat-",
    "sk-ant-",
    "sk-proj-",
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "rk_test_",
    "sk-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ya29.",
    "npm_",
    "pypi-",
    "hf_",
    "dop_v1_",
    "SG.",
    "Bearer ",
  };

  /** Fewer that differ, and the placeholder could be some other text. */
  private static final int LEAST_DRAWN = 8;

  /** As long as most tokens. */
  private static final int UNKNOWN = 40;

  private Placeholders() {}

  /** One for that value, and not the value. */
  static Octets like(Octets value) {
    byte[] bytes = value.copy();
    int kept = prefix(bytes);
    boolean every = drawn(bytes, kept) < Math.min(LEAST_DRAWN, bytes.length);
    byte[] placeholder = bytes.clone();
    byte[] entropy = entropy(bytes.length * 2);
    for (int i = every ? 0 : kept; i < bytes.length; i++) {
      int random = (entropy[2 * i] & 0xff) << 8 | (entropy[2 * i + 1] & 0xff);
      placeholder[i] = other(bytes[i], random, every);
    }
    return Octets.of(placeholder);
  }

  /** One for a value that is not known. */
  static Octets any() {
    byte[] letters = new byte[UNKNOWN];
    Arrays.fill(letters, (byte) 'x');
    return like(Octets.of(letters));
  }

  /** Another character of the same kind. */
  private static byte other(byte octet, int random, boolean every) {
    if (octet >= '0' && octet <= '9') {
      return another(octet, '0', 10, random);
    }
    if (octet >= 'A' && octet <= 'Z') {
      return another(octet, 'A', isHex(octet) ? 6 : 26, random);
    }
    return (octet >= 'a' && octet <= 'z') || every
        ? another(octet, 'a', isHex(octet) ? 6 : 26, random)
        : octet;
  }

  /** What may be hexadecimal stays so. */
  private static boolean isHex(byte octet) {
    return (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
  }

  private static byte another(byte octet, char first, int size, int random) {
    byte drawn = (byte) (first + random % size);
    return drawn == octet ? (byte) (first + (random + 1) % size) : drawn;
  }

  private static int prefix(byte[] value) {
    String text = new String(value, StandardCharsets.ISO_8859_1);
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        return prefix.length();
      }
    }
    return 0;
  }

  private static int drawn(byte[] value, int from) {
    int drawn = 0;
    for (int i = from; i < value.length; i++) {
      byte octet = value[i];
      boolean digit = octet >= '0' && octet <= '9';
      boolean upper = octet >= 'A' && octet <= 'Z';
      boolean lower = octet >= 'a' && octet <= 'z';
      drawn += digit || upper || lower ? 1 : 0;
    }
    return drawn;
  }

  /** From the kernel: the JDK's own generator costs more than the rest of the start. */
  private static byte[] entropy(int length) {
    try (FileInputStream entropy = new FileInputStream("/dev/urandom")) {
      return entropy.readNBytes(length);
    } catch (IOException e) {
      throw new IllegalStateException("no randomness for a placeholder", e);
    }
  }
}
