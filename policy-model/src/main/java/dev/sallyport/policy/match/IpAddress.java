package dev.sallyport.policy.match;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; an IPv4 address is kept as IPv4-mapped (RFC 4291, 2.5.5.2), so that
 * both spellings are one.
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  /** How many every address is kept as. */
  static final int BITS = 128;

  private static final long MAPPED = 0xffffL << 32;

  /** The bits of an address; zone ids are left out. */
  public static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? ofIpv4(word(bytes, 0, 4))
        : new IpAddress(word(bytes, 0, 8), word(bytes, 8, 8));
  }

  static IpAddress ofIpv4(long bits) {
    return new IpAddress(0, MAPPED | bits);
  }

  private static long word(byte[] bytes, int start, int length) {
    long word = 0;
    for (int i = start; i < start + length; i++) {
      word = (word << 8) | (bytes[i] & 0xff);
    }
    return word;
  }

  /**
   * Parses an address literal: four decimal numbers without leading zeros, or the forms of RFC 4291
   * without brackets and zone id.
   *
   * @return null where the text is none
   */
  public static @Nullable IpAddress parse(String text) {
    if (text.indexOf(':') >= 0) {
      return parse6(text);
    }
    long bits = parse4(text);
    return bits < 0 ? null : ofIpv4(bits);
  }

  /** The address that a host is, an IPv6 address in brackets; null where it is a name. */
  static @Nullable IpAddress ofHost(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed == host.indexOf(':') >= 0
        ? parse(bracketed ? host.substring(1, host.length() - 1) : host)
        : null;
  }

  private static long parse4(String text) {
    long bits = 0;
    int start = 0;
    for (int part = 0; part < 4; part++) {
      int end = part < 3 ? text.indexOf('.', start) : text.length();
      int length = end - start;
      if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
        return -1;
      }
      int number = 0;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (!Ascii.isDigit(c)) {
          return -1;
        }
        number = number * 10 + c - '0';
      }
      if (number > 255) {
        return -1;
      }
      bits = (bits << 8) | number;
      start = end + 1;
    }
    return bits;
  }

  private static @Nullable IpAddress parse6(String text) {
    int gap = text.indexOf("::");
    int[] head = new int[8];
    int[] tail = new int[8];
    int heads = groups(gap < 0 ? text : text.substring(0, gap), head, gap < 0);
    int tails = gap < 0 ? 0 : groups(text.substring(gap + 2), tail, true);
    boolean complete = gap < 0 ? heads == 8 : heads >= 0 && tails >= 0 && heads + tails < 8;
    if (!complete) {
      return null;
    }
    System.arraycopy(tail, 0, head, 8 - tails, tails);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = (high << 16) | head[i];
      low = (low << 16) | head[i + 4];
    }
    return new IpAddress(high, low);
  }

  /** Reads groups of four hex digits, and an IPv4 address at the end; their number, or -1. */
  private static int groups(String text, int[] groups, boolean ends) {
    int count = 0;
    int start = 0;
    while (start < text.length() || (start > 0 && start == text.length())) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 ? text.length() : colon;
      if (colon < 0 && ends && text.indexOf('.', start) >= 0 && count <= 6) {
        long bits = parse4(text.substring(start));
        if (bits < 0) {
          return -1;
        }
        groups[count++] = (int) (bits >> 16);
        groups[count++] = (int) (bits & 0xffff);
        return count;
      }
      if (count == 8 || end == start || end - start > 4) {
        return -1;
      }
      int group = 0;
      for (int i = start; i < end; i++) {
        int digit = Ascii.hex(text.charAt(i));
        if (digit < 0) {
          return -1;
        }
        group = (group << 4) | digit;
      }
      groups[count++] = group;
      if (colon < 0) {
        return count;
      }
      start = end + 1;
    }
    return count;
  }

  /** By their bits. */
  @Override
  public int compareTo(IpAddress other) {
    int order = Long.compareUnsigned(high, other.high);
    return order == 0 ? Long.compareUnsigned(low, other.low) : order;
  }

  /** Whether the first {@code bits} of both are the same. */
  public boolean sharesPrefix(IpAddress other, int bits) {
    if (bits <= 64) {
      return bits == 0 || (high ^ other.high) >>> (64 - bits) == 0;
    }
    return high == other.high && (bits == 64 || (low ^ other.low) >>> (128 - bits) == 0);
  }

  /** Whether all bits after the first {@code bits} are zero. */
  boolean isFirstOf(int bits) {
    long highRest = bits >= 64 ? 0 : high & (-1L >>> bits);
    long lowRest = bits >= 128 ? 0 : bits <= 64 ? low : low & (-1L >>> (bits - 64));
    return highRest == 0 && lowRest == 0;
  }

  boolean isIpv4() {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  /** Whether it is 127/8 or ::1; the unspecified address is not. */
  boolean isLoopback() {
    return isIpv4() ? ((low >>> 24) & 0xff) == 127 : high == 0 && low == 1;
  }
}
