package dev.sallyport.policy.match;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of many endpoints, in order, is the first that covers a host or an address: names are
 * looked up whole and by the domains that they are below, addresses by the blocks that hold them.
 */
public final class HostIndex {
  /** In the place of a port: whatever it is. */
  public static final int ANY_PORT = -1;

  private final Endpoint[] endpoints;
  private final TextTable names;

  /** With their leading dot. */
  private final TextTable domains;

  private final BlockTable blocks;
  private final int[] any;

  /** Of these, whose places are kept. */
  public HostIndex(List<Endpoint> endpoints) {
    this.endpoints = endpoints.toArray(new Endpoint[0]);
    TextTable.Builder names = new TextTable.Builder();
    TextTable.Builder domains = new TextTable.Builder();
    BlockTable.Builder blocks = new BlockTable.Builder();
    TextTable.Builder any = new TextTable.Builder();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < this.endpoints.length; i++) {
      HostPattern host = this.endpoints[i].host();
      Ports ports = this.endpoints[i].ports();
      // Not the text of the record: the JVM makes classes at run time to write it.
      if (!seen.add(host + " " + ports.first() + "-" + ports.last())) {
        // Another of them says the same before.
        continue;
      }
      IpBlock block = host.block();
      if (block != null) {
        blocks.add(block, i);
      } else if (host.isAny()) {
        any.add("", i);
      } else if (host.name().charAt(0) == '.') {
        domains.add(host.name(), i);
      } else {
        names.add(host.name(), i);
      }
    }
    this.names = names.build();
    this.domains = domains.build();
    this.blocks = blocks.build();
    this.any = any.build().get("");
  }

  /**
   * The place of the first that covers the use of an address that was resolved from these names; -1
   * for none.
   *
   * @param names lower case
   */
  public int matching(IpAddress address, int port, Set<String> names) {
    int found = first(any, port, endpoints.length);
    for (int i = 0; i < blocks.lengths(); i++) {
      found = first(blocks.get(i, address), port, found);
    }
    if (address.isLoopback()) {
      found = first(this.names.get(HostPattern.LOCALHOST), port, found);
    }
    if (!names.isEmpty()) {
      for (String name : names) {
        found = named(name, port, found);
      }
    }
    return orNone(found);
  }

  /** The place of the first that is that address and no other; -1 for none. */
  public int exactly(IpAddress address, int port) {
    return orNone(first(blocks.exactly(address), port, endpoints.length));
  }

  /** The place of the first that names a host, or is {@code *}; -1 for none. */
  public int naming(String host, int port) {
    return orNone(named(host, port, first(any, port, endpoints.length)));
  }

  /** The place of the first that names a host, but for {@code *}; -1 for none. */
  public int namingIt(String host, int port) {
    return orNone(named(host, port, endpoints.length));
  }

  /**
   * The place of the first that covers a host as a URL has it; -1 for none.
   *
   * @param host a normal name, or what {@code address} is
   * @param address null where the host is a name
   */
  public int covering(String host, @Nullable IpAddress address, int port) {
    return address == null ? naming(host, port) : matching(address, port, Set.of());
  }

  /** As {@link #covering(String, IpAddress, int)}, of a host as text. */
  public int covering(String host, int port) {
    String normal = HostPattern.normal(host);
    return covering(normal, IpAddress.ofHost(normal), port);
  }

  /** The places of all that cover a host as a URL has it, whatever the port. */
  BitSet allCovering(String host, @Nullable IpAddress address) {
    BitSet all = new BitSet();
    add(any, all);
    if (address == null) {
      add(names.get(host), all);
      int hash = 0;
      int pace = 1;
      for (int start = host.length() - 1; start > 0; start--) {
        hash += host.charAt(start) * pace;
        pace *= 31;
        if (host.charAt(start) == '.') {
          add(domains.get(host, start, host.length(), hash), all);
        }
      }
      return all;
    }
    for (int i = 0; i < blocks.lengths(); i++) {
      add(blocks.get(i, address), all);
    }
    if (address.isLoopback()) {
      add(names.get(HostPattern.LOCALHOST), all);
    }
    return all;
  }

  private static void add(int[] places, BitSet all) {
    for (int place : places) {
      all.set(place);
    }
  }

  private int named(String host, int port, int known) {
    int found = first(names.get(host), port, known);
    int hash = 0;
    int pace = 1;
    int last = Math.max(1, host.length() - domains.longest());
    for (int start = host.length() - 1; start >= last; start--) {
      hash += host.charAt(start) * pace;
      pace *= 31;
      if (host.charAt(start) == '.') {
        found = first(domains.get(host, start, host.length(), hash), port, found);
      }
    }
    return found;
  }

  private int first(int[] places, int port, int known) {
    for (int place : places) {
      if (place >= known) {
        return known;
      }
      if (port == ANY_PORT || endpoints[place].ports().contains(port)) {
        return place;
      }
    }
    return known;
  }

  private int orNone(int found) {
    return found < endpoints.length ? found : -1;
  }
}
