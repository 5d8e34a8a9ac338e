package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * What proxies are asked to connect to. The connection to the proxy itself is decided as any other.
 */
final class ProxyGate implements Gate {
  private final Checkpoint checkpoint;
  private final AddressUse use;

  /** By the socket that asks for it: the frame that turns to the proxy is no longer told. */
  private final WeakTable<InetSocketAddress> targets = new WeakTable<>();

  ProxyGate(Checkpoint checkpoint, AddressUse use) {
    this.checkpoint = checkpoint;
    this.use = use;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (a == null) {
      throw new IllegalStateException(hook.id());
    }
    return switch (hook.check()) {
      case SOCKS_TARGET -> {
        if (b instanceof InetSocketAddress target) {
          targets.put(a, target);
        }
        yield null;
      }
      case SOCKS -> socks(hook, context, targets.get(a));
      case TUNNEL -> tunnel(hook, context, ((HttpURLConnection) a).getURL());
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private @Nullable Refusal socks(
      Hook hook, @Nullable Context context, @Nullable InetSocketAddress target) {
    if (target == null) {
      throw new IllegalStateException(hook.id());
    }
    return target.isUnresolved()
        ? tunnel(hook, context, target.getHostString(), target.getPort())
        : use.connect(hook, context, new Peer.Inet(target.getAddress(), target.getPort()));
  }

  private @Nullable Refusal tunnel(Hook hook, @Nullable Context context, URL url) {
    int port = url.getPort();
    return tunnel(hook, context, url.getHost(), port < 0 ? url.getDefaultPort() : port);
  }

  private @Nullable Refusal tunnel(Hook hook, @Nullable Context context, String host, int port) {
    return checkpoint.pass(
        context,
        new Request.Tunnel(host, port),
        new Subject("network", "tunnel", hook.id()),
        host.concat(":").concat(Integer.toString(port)));
  }
}
