package dev.sallyport.agent.gate;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names for which this process's resolver returned an address.
 *
 * <p>Bounded; an address that was forgotten, the one not asked for longest, has no name, which
 * grants nothing. A map and its lock: it is asked where a system call follows, and a cache library
 * that logs would start the application's logging from inside a hook.
 */
final class ResolvedNames {
  private static final int MOST_ADDRESSES = 65_536;
  private static final int MOST_NAMES = 64;
  private static final Set<String> LOOPBACK = Set.of("localhost");

  private final Map<InetAddress, Set<String>> names;

  ResolvedNames() {
    this(MOST_ADDRESSES);
  }

  ResolvedNames(int most) {
    names = new Recent(most);
  }

  void resolved(String host, InetAddress[] addresses) {
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    synchronized (names) {
      for (InetAddress address : addresses) {
        Set<String> known = names.get(address);
        names.put(address, known == null ? Set.of(name) : with(known, name));
      }
    }
  }

  Set<String> of(InetAddress address) {
    Set<String> known;
    synchronized (names) {
      known = names.get(address);
    }
    if (known != null) {
      return known;
    }
    // InetAddress.getLoopbackAddress() knows this name without asking the resolver.
    return address.isLoopbackAddress() ? LOOPBACK : Set.of();
  }

  /** One of the addresses that the resolver returned for a name, or null. */
  @Nullable InetAddress addressOf(String host) {
    String name = withoutDot(host);
    synchronized (names) {
      for (Map.Entry<InetAddress, Set<String>> known : names.entrySet()) {
        if (known.getValue().contains(name)) {
          return known.getKey();
        }
      }
    }
    return LOOPBACK.contains(name) ? InetAddress.getLoopbackAddress() : null;
  }

  private static Set<String> with(Set<String> some, String name) {
    if (some.contains(name) || some.size() >= MOST_NAMES) {
      return some;
    }
    Set<String> all = new TreeSet<>(some);
    all.add(name);
    return Set.copyOf(all);
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** Forgets the entry that was not asked for longest. */
  @SuppressWarnings("serial") // never serialised; the keys that it is given could be
  private static final class Recent extends LinkedHashMap<InetAddress, Set<String>> {
    private final int most;

    Recent(int most) {
      super(16, 0.75f, /* accessOrder= */ true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetAddress, Set<String>> eldest) {
      return size() > most;
    }
  }
}
