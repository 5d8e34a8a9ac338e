package dev.sallyport.policy.match;

/**
 * Kinds of addresses that a server's tools have no business with unless said so.
 *
 * <p>An address that carries an IPv4 address is of the classes of both: IPv4-mapped and
 * IPv4-compatible (RFC 4291, 2.5.5), IPv4-translated (RFC 2765, 2.1), NAT64 (RFC 6052, RFC 8215),
 * 6to4 (RFC 3056), Teredo (RFC 4380, 4), ISATAP (RFC 5214, 6.1).
 */
public enum AddressClass {
  /** Where a cloud hands out credentials, and other endpoints of the platform under the machine. */
  METADATA(
      "metadata",
      "169.254.169.254/32", // AWS, Azure, Google, OpenStack and most others
      "169.254.170.2/32", // AWS container credentials
      "169.254.170.23/32", // AWS pod identity
      "169.254.0.23/32", // Tencent
      "100.100.100.200/32", // Alibaba
      "192.0.0.192/32", // Oracle
      "168.63.129.16/32", // Azure platform
      "fd00:ec2::254/128", // AWS
      "fd00:ec2::23/128", // AWS pod identity
      "fd20:ce::254/128", // Google
      "fe80::a9fe:a9fe/128"), // OpenStack
  /** This machine: 127/8, ::1, and the unspecified addresses, which connect to it. */
  LOOPBACK("loopback", "127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128"),
  /** RFC 3927 and RFC 4291, 2.5.6. */
  LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
  /** RFC 1918, carrier-grade NAT (RFC 6598), unique local (RFC 4193) and former site-local. */
  PRIVATE(
      "private",
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "100.64.0.0/10",
      "fc00::/7",
      "fec0::/10"),
  /** Multicast, and the limited broadcast address. */
  MULTICAST("multicast", "224.0.0.0/4", "255.255.255.255/32", "ff00::/8");

  private static final IpBlock COMPATIBLE = IpBlock.of("::/96");
  private static final IpBlock NAT64 = IpBlock.of("64:ff9b::/96");
  private static final IpBlock LOCAL_NAT64 = IpBlock.of("64:ff9b:1::/48");
  private static final IpBlock SIX_TO_FOUR = IpBlock.of("2002::/16");
  private static final IpBlock TRANSLATED = IpBlock.of("::ffff:0:0:0/96");
  private static final IpBlock TEREDO = IpBlock.of("2001::/32");

  /** The first half of an ISATAP interface identifier, without the bit for "globally unique". */
  private static final long ISATAP = 0x5efeL;

  private static final long GLOBALLY_UNIQUE = 0x0200_0000L;

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // Never written to again, and never handed out.
  private final IpBlock[] blocks;

  AddressClass(String key, String... blocks) {
    this.key = key;
    this.blocks = new IpBlock[blocks.length];
    for (int i = 0; i < blocks.length; i++) {
      this.blocks[i] = IpBlock.of(blocks[i]);
    }
  }

  /** Its name in a policy. */
  public String key() {
    return key;
  }

  /** Whether the address, or an IPv4 address that it carries, is of this class. */
  public boolean contains(IpAddress address) {
    if (holds(address)) {
      return true;
    }
    if (NAT64.contains(address) || COMPATIBLE.contains(address) || TRANSLATED.contains(address)) {
      return holdsIpv4(address.low());
    }
    if (LOCAL_NAT64.contains(address)) {
      // A network may use this block with a prefix of 96 bits, or of 48: then the address steps
      // over bits 64 to 71 (RFC 6052, 2.2).
      return holdsIpv4(address.low())
          || holdsIpv4(((address.high() & 0xffff) << 16) | ((address.low() >>> 40) & 0xffff));
    }
    if (TEREDO.contains(address)) {
      // The relay is in the open, the client behind it inverted.
      return holdsIpv4(address.high()) || holdsIpv4(~address.low());
    }
    if (((address.low() >>> 32) & ~GLOBALLY_UNIQUE) == ISATAP && holdsIpv4(address.low())) {
      return true;
    }
    return SIX_TO_FOUR.contains(address) && holdsIpv4(address.high() >>> 16);
  }

  private boolean holdsIpv4(long bits) {
    return holds(IpAddress.ofIpv4(bits & 0xffff_ffffL));
  }

  private boolean holds(IpAddress address) {
    for (IpBlock block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
