package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.wire.ArrayBytes;
import dev.sallyport.agent.wire.BufferBytes;
import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.policy.match.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's TLS is about to encrypt.
 *
 * <p>An engine is not tied to a connection: whom it talks to is what its client says. So it is of a
 * socket behind a proxy, of which only the proxy's address is known.
 */
final class TlsGate implements Gate {
  /** One record holds no more (RFC 8446, 5.1), and one call makes one, or two. */
  private static final int MOST_AT_ONCE = 2 << 14;

  private final WireGate gate;
  private final TlsPeers peers;
  private final ResolvedNames names;
  private final Secrets secrets;
  private final WeakTable<Wire> wires = new WeakTable<>();

  TlsGate(WireGate gate, TlsPeers peers, ResolvedNames names, Secrets secrets) {
    this.gate = gate;
    this.peers = peers;
    this.names = names;
    this.secrets = secrets;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (context == null || context.call() == null || a == null || b == null) {
      return null;
    }
    return switch (hook.check()) {
      case TLS_WRITE -> write(hook, context, a, new ArrayBytes((byte[]) b, n, m));
      case TLS_WRAP -> wrap(hook, context, (SSLEngine) a, (ByteBuffer[]) b, n, m);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private @Nullable Refusal write(Hook hook, Context context, Object transport, Bytes bytes) {
    Wire wire = wire(transport);
    Refusal refusal = null;
    if (!wire.passes(bytes.length())) {
      SSLSocket socket = peers.socket(transport);
      if (socket == null || !socket.getUseClientMode()) {
        return null;
      }
      refusal = gate.look(hook.id(), context, wire, counterpart(socket), bytes);
    }
    if (refusal == null) {
      // All of it leaves, or the connection is broken.
      wire.sent(bytes.length());
    }
    return refusal;
  }

  private @Nullable Refusal wrap(
      Hook hook, Context context, SSLEngine engine, ByteBuffer[] sources, int first, int count) {
    if (!engine.getUseClientMode() || first < 0 || count < 0 || first + count > sources.length) {
      return null;
    }
    BufferBytes bytes = new BufferBytes(sources, first, count, MOST_AT_ONCE);
    Wire wire = wire(engine);
    return bytes.length() == 0 || wire.passes(bytes.length())
        ? null
        : gate.look(hook.id(), context, wire, counterpart(engine), bytes);
  }

  /** An engine takes what fits, and nothing while it shakes hands. */
  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (a != null && b instanceof SSLEngineResult result && result.bytesConsumed() > 0) {
      Wire wire = wires.get(a);
      if (wire != null) {
        wire.sent(result.bytesConsumed());
      }
    }
    return null;
  }

  private Wire wire(Object of) {
    Wire known = wires.get(of);
    if (known != null) {
      return known;
    }
    Wire made = new Wire(secrets);
    return wires.replace(of, null, made) ? made : wire(of);
  }

  private Counterpart counterpart(SSLSocket socket) {
    InetAddress address = socket.getInetAddress();
    String host = lower(peers.host(socket));
    Set<String> known = address == null ? Set.of() : names.of(address);
    boolean direct =
        address != null
            && (host == null || known.contains(host) || host.equals(address.getHostAddress()));
    return direct
        ? new Counterpart(address, socket.getPort(), known, /* secure= */ true)
        : named(host, 0);
  }

  private Counterpart counterpart(SSLEngine engine) {
    return named(lower(engine.getPeerHost()), Math.max(0, engine.getPeerPort()));
  }

  private Counterpart named(@Nullable String host, int port) {
    if (host == null || host.isEmpty()) {
      return new Counterpart(null, port, Set.of(), /* secure= */ true);
    }
    InetAddress literal = literal(host);
    return literal == null
        ? new Counterpart(names.addressOf(host), port, Set.of(host), /* secure= */ true)
        : new Counterpart(literal, port, names.of(literal), /* secure= */ true);
  }

  /** The address that a text is, without asking a resolver; null where it is a name. */
  private static @Nullable InetAddress literal(String host) {
    if (IpAddress.parse(host) == null) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static @Nullable String lower(@Nullable String host) {
    return host == null ? null : host.toLowerCase(Locale.ROOT);
  }
}
