package dev.sallyport.policy.match;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host of a grant: a name, the names below a domain ({@code *.example.com}), an address, a
 * block of addresses, or any ({@code *}).
 *
 * <p>A name holds for an address only where the resolver gave the address for that name; {@code
 * localhost} also holds for every loopback address (RFC 6761, 6.3).
 */
public final class HostPattern {
  static final String LOCALHOST = "localhost";

  /** The name, or the domain with its leading dot; empty where addresses decide. */
  private final String name;

  private final @Nullable IpBlock block;

  private HostPattern(String name, @Nullable IpBlock block) {
    this.name = name;
    this.block = block;
  }

  /** Parses a host as written in a policy, an IPv6 address in brackets. */
  public static HostPattern parse(String text) throws Malformed {
    if (text.equals("*")) {
      return new HostPattern("", null);
    }
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    IpAddress address = IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
    if (address != null && bracketed == host.indexOf(':') >= 0) {
      return new HostPattern("", block(address, bracketed, slash < 0 ? "" : text.substring(slash)));
    }
    if (bracketed || slash >= 0 || host.indexOf(':') >= 0) {
      throw new Malformed(
          "host is not an address",
          "write `192.0.2.1`, `192.0.2.0/24`, `[2001:db8::1]` or `[2001:db8::]/32`");
    }
    boolean below = host.startsWith("*.");
    String name = normal(below ? host.substring(2) : host);
    if (!isName(name)) {
      throw new Malformed("host is not a name", nameHelp(host));
    }
    return new HostPattern(below ? "." + name : name, null);
  }

  /**
   * @param length of the prefix, as written; empty for a single address
   */
  private static IpBlock block(IpAddress address, boolean ipv6, String length) throws Malformed {
    int width = ipv6 ? 128 : 32;
    int bits = length.isEmpty() ? width : Ports.number(length.substring(1));
    if (bits < 0 || bits > width) {
      throw new Malformed("length of the prefix is out of range", "write a number up to " + width);
    }
    int all = 128 - width + bits;
    if (!address.isFirstOf(all)) {
      throw new Malformed(
          "address has bits set after its prefix", "write the first address of the block");
    }
    return new IpBlock(address, all);
  }

  private static String nameHelp(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) > 127) {
        return "write the name in its ASCII form, which starts with `xn--`";
      }
    }
    return host.indexOf('*') >= 0
        ? "`*` stands alone, or for the first labels: `*.example.com`"
        : "write a name such as `api.example.com`, or an address";
  }

  /** The name, or the domain with its leading dot; empty where addresses decide. */
  String name() {
    return name;
  }

  /** Null where it is a name, or any. */
  @Nullable IpBlock block() {
    return block;
  }

  /** The same for two that cover the same. */
  @Override
  public String toString() {
    return block == null ? name : block.toString();
  }

  /** Lower case and without the trailing dot of an absolute name. */
  public static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * Whether a normalised name is one that only a resolver can turn into an address. A name whose
   * last label is a number is none: parsers of addresses take it for one of their old forms.
   */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (i == label) {
          return false;
        }
        label = i + 1;
      } else if (!(Ascii.isLower(c) || Ascii.isDigit(c) || c == '-' || c == '_')
          || i - label == 63) {
        return false;
      }
    }
    String last = name.substring(label);
    return !last.isEmpty() && !isNumber(last);
  }

  private static boolean isNumber(String label) {
    boolean hex = label.startsWith("0x");
    for (int i = hex ? 2 : 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (hex ? Ascii.hex(c) < 0 : !Ascii.isDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it covers an address that was resolved from these names.
   *
   * @param names lower case
   */
  public boolean matches(IpAddress address, Set<String> names) {
    if (block != null) {
      return block.contains(address);
    }
    if (name.isEmpty()) {
      return true;
    }
    if (name.charAt(0) != '.') {
      return names.contains(name) || (name.equals(LOCALHOST) && address.isLoopback());
    }
    for (String candidate : names) {
      if (isBelow(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is the one, or one of those, that it names; any name for {@code *}. */
  public boolean names(String host) {
    if (block != null) {
      return false;
    }
    return name.isEmpty() || (name.charAt(0) == '.' ? isBelow(host) : name.equals(host));
  }

  /**
   * Whether it covers a host as a URL has it.
   *
   * @param host a normal name, or what {@code address} is
   * @param address null where the host is a name
   */
  public boolean covers(String host, @Nullable IpAddress address) {
    return address == null ? names(host) : matches(address, Set.of());
  }

  /** Whether it is {@code *}. */
  public boolean isAny() {
    return block == null && name.isEmpty();
  }

  private boolean isBelow(String host) {
    return host.length() > name.length() && host.endsWith(name);
  }

  /** How narrow it is: the more, the more specific. */
  public int specificity() {
    if (block != null) {
      return 1024 + block.bits();
    }
    return name.isEmpty() ? 0 : name.length() + (name.charAt(0) == '.' ? 0 : 512);
  }
}
