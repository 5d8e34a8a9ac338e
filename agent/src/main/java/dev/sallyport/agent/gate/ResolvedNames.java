package dev.sallyport.agent.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names for which this process's resolver returned an address.
 *
 * <p>Bounded; an address that was forgotten has no name, which grants nothing.
 */
final class ResolvedNames {
  private static final long MOST_ADDRESSES = 65_536;
  private static final int MOST_NAMES = 64;
  private static final Set<String> LOOPBACK = Set.of("localhost");

  /** Made at first use: loading the cache's classes costs more than the rest of a start. */
  private volatile @Nullable Cache<InetAddress, Set<String>> names;

  void resolved(String host, InetAddress[] addresses) {
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    for (InetAddress address : addresses) {
      cache().asMap().merge(address, Set.of(name), ResolvedNames::union);
    }
  }

  Set<String> of(InetAddress address) {
    Cache<InetAddress, Set<String>> cache = names;
    Set<String> known = cache == null ? null : cache.getIfPresent(address);
    if (known != null) {
      return known;
    }
    // InetAddress.getLoopbackAddress() knows this name without asking the resolver.
    return address.isLoopbackAddress() ? LOOPBACK : Set.of();
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    if (some.containsAll(more) || some.size() >= MOST_NAMES) {
      return some;
    }
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private synchronized Cache<InetAddress, Set<String>> cache() {
    Cache<InetAddress, Set<String>> cache = names;
    if (cache == null) {
      cache = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();
      names = cache;
    }
    return cache;
  }
}
