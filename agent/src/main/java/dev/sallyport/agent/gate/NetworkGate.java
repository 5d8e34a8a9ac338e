package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sockets, on the address really used, and the look-up of names. */
final class NetworkGate implements Gate {
  private static final byte[] ANY = new byte[4];

  private final Checkpoint checkpoint;
  private final ResolvedNames names;

  NetworkGate(Checkpoint checkpoint, ResolvedNames names) {
    this.checkpoint = checkpoint;
    this.names = names;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case CONNECT -> use(hook, context, NetworkOperation.CONNECT, (InetAddress) a, n);
      case BIND ->
          use(hook, context, NetworkOperation.LISTEN, a == null ? any() : (InetAddress) a, n);
      case SEND -> send(hook, context, (InetSocketAddress) a);
      case RESOLVE -> resolve(hook, context, (String) a);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /** Remembers what the resolver answered: a host grant holds for these addresses only. */
  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (b instanceof InetAddress[] addresses) {
      names.resolved((String) a, addresses);
    }
    return null;
  }

  private @Nullable Refusal send(
      Hook hook, @Nullable Context context, @Nullable InetSocketAddress target) {
    // Null on a connected channel, whose connect was decided.
    return target == null
        ? null
        : use(hook, context, NetworkOperation.SEND, target.getAddress(), target.getPort());
  }

  private @Nullable Refusal use(
      Hook hook,
      @Nullable Context context,
      NetworkOperation operation,
      InetAddress address,
      int port) {
    Repeated repeated = Repeated.find(checkpoint.decided(context), operation, address, port);
    if (repeated != null) {
      checkpoint.again(context, repeated);
      return null;
    }
    Set<String> known = names.of(address);
    Request request = new Request.Network(operation, address, port, known);
    Subject subject = new Subject("network", operation.name().toLowerCase(Locale.ROOT), hook.id());
    return checkpoint.pass(
        context, request, subject, target(address, port, known), operation, address, port);
  }

  private @Nullable Refusal resolve(Hook hook, @Nullable Context context, String host) {
    return checkpoint.pass(
        context, new Request.Resolve(host), new Subject("dns", "resolve", hook.id()), host);
  }

  private static String target(InetAddress address, int port, Set<String> names) {
    String host = address.getHostAddress();
    String numeric = address instanceof Inet6Address ? "[" + host + "]:" + port : host + ":" + port;
    return names.isEmpty() ? numeric : names.iterator().next() + " (" + numeric + ")";
  }

  private static InetAddress any() {
    try {
      return InetAddress.getByAddress(ANY);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
