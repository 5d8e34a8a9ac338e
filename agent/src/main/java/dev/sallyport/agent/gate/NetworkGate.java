package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Request;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Sockets, on the address really used, and again when another call writes on a connection. */
final class NetworkGate implements Gate {
  private static final byte[] ANY = new byte[4];

  /** The echo service (RFC 862), which {@code InetAddress.isReachable} connects to. */
  private static final int ECHO = 7;

  private final Checkpoint checkpoint;
  private final AddressUse use;
  private final ResolvedNames names;
  private final WireGate wires;
  private final Caps caps;
  private final Memory memory;
  private final Secrets secrets;
  private final WeakTable<OpenSocket> sockets = new WeakTable<>();

  NetworkGate(
      Checkpoint checkpoint,
      AddressUse use,
      ResolvedNames names,
      WireGate wires,
      Memory memory,
      Secrets secrets) {
    this.checkpoint = checkpoint;
    this.use = use;
    this.names = names;
    this.wires = wires;
    this.caps = new Caps(checkpoint);
    this.memory = memory;
    this.secrets = secrets;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case SOCKET_WRITE -> a == null || context == null ? null : unread(hook, context, a);
      case CONNECT -> a == null ? null : connect(hook, context, peer(a, n), b);
      case SEND -> a == null ? null : send(hook, context, a, n);
      case BIND -> bind(hook, context, a, b, n);
      case JOIN -> a == null ? null : join(hook, context, a, localPort(b));
      case REACH -> use.inet(hook, context, NetworkOperation.CONNECT, (InetAddress) a, ECHO);
      case VSOCK -> virtualMachine(hook, context);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  @Override
  public @Nullable Refusal send(
      Hook hook, @Nullable Context context, Object socket, long address, int count) {
    if (context == null || context.call() == null) {
      return null;
    }
    OpenSocket open = sockets.get(socket);
    Peer peer = open == null ? null : open.peer();
    if (open == null || peer == null) {
      return null;
    }
    Refusal refusal = write(hook, context, open, peer);
    if (refusal != null) {
      return refusal;
    }
    return hook.check() == Check.SOCKET_WRITE
        ? bytes(hook, context, open, peer, new NativeBytes(memory, address, count))
        : bytes(hook, context, open, peer, new VectorBytes(memory, address, count));
  }

  private @Nullable Refusal bytes(
      Hook hook, Context context, OpenSocket socket, Peer peer, Bytes bytes) {
    Refusal refusal =
        caps.moving(hook.id(), context, context.call(), Direction.SENT, bytes.length());
    if (refusal != null || socket.wire().passes(bytes.length())) {
      return refusal;
    }
    // What is spoken in a file system's socket is named by no URL.
    return peer instanceof Peer.Inet inet
        ? wires.look(hook.id(), context, socket.wire(), counterpart(inet), bytes)
        : null;
  }

  private Counterpart counterpart(Peer.Inet peer) {
    return new Counterpart(
        peer.address(), peer.port(), names.of(peer.address()), /* secure= */ false);
  }

  private void sent(@Nullable Context context, Object socket, int count) {
    OpenSocket open = count <= 0 ? null : sockets.get(socket);
    if (open != null) {
      Wire wire = open.wire();
      if (wire.isLooked()) {
        wire.sent(count);
      }
      if (context != null && context.call() != null) {
        caps.moved(context, context.call(), Direction.SENT, count);
      }
    }
  }

  /** Who reads without a call reads for the one that wrote last. */
  private @Nullable Refusal received(
      Hook hook, @Nullable Context context, Object socket, int count) {
    if (count <= 0) {
      return null;
    }
    Context whose = context;
    if (whose == null || whose.call() == null) {
      OpenSocket open = sockets.get(socket);
      whose = open == null ? null : open.latest();
    }
    return whose == null || whose.call() == null
        ? null
        : caps.got(hook.id(), whose, whose.call(), Direction.RECEIVED, count);
  }

  /** Remembers what only the one that succeeded tells. */
  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    switch (hook.check()) {
      case SOCKET_OPEN -> {
        if (b != null && n == 0) {
          sockets.put(b, new OpenSocket(/* datagrams= */ true, secrets));
        }
      }
      case BIND -> {
        OpenSocket socket = b == null ? null : sockets.get(b);
        if (socket != null) {
          socket.bind(n);
        }
      }
      case SOCKET_WRITE -> {
        if (a != null) {
          sent(context, a, n);
        }
      }
      case SOCKET_READ -> {
        return a == null ? null : received(hook, context, a, n);
      }
      default -> throw new IllegalStateException(hook.id());
    }
    return null;
  }

  /** What leaves is not told: a file's content, or urgent data. */
  private @Nullable Refusal unread(Hook hook, Context context, Object descriptor) {
    OpenSocket socket = context.call() == null ? null : sockets.get(descriptor);
    Peer peer = socket == null ? null : socket.peer();
    if (socket == null || peer == null) {
      return null;
    }
    socket.wire().lose();
    return write(hook, context, socket, peer);
  }

  /**
   * A call writes on a connection that may be another's. Work without a call was decided on when it
   * connected: an HTTP client's selector writes for everyone.
   */
  private @Nullable Refusal write(Hook hook, Context context, OpenSocket socket, Peer peer) {
    if (socket.passed(context)) {
      return null;
    }
    Refusal refusal = use.connect(hook, context, peer);
    if (refusal == null) {
      socket.pass(context);
    }
    return refusal;
  }

  private @Nullable Refusal connect(
      Hook hook, @Nullable Context context, @Nullable Peer peer, @Nullable Object descriptor) {
    if (peer == null) {
      return null;
    }
    Refusal refusal = use.connect(hook, context, peer);
    if (refusal == null && descriptor != null) {
      OpenSocket socket = sockets.get(descriptor);
      if (socket == null) {
        socket = new OpenSocket(/* datagrams= */ false, secrets);
        sockets.put(descriptor, socket);
      }
      socket.connect(peer, context);
    }
    return refusal;
  }

  /** Null where there is no address, so that nothing can come of it. */
  private static @Nullable Peer peer(Object address, int port) {
    if (address instanceof InetAddress inet) {
      return new Peer.Inet(inet, port);
    }
    if (address instanceof InetSocketAddress socket) {
      return socket.isUnresolved() ? null : new Peer.Inet(socket.getAddress(), socket.getPort());
    }
    return new Peer.Unix(UnixAddress.path(address));
  }

  private @Nullable Refusal send(Hook hook, @Nullable Context context, Object target, int port) {
    if (target instanceof InetAddress address) {
      return use.inet(hook, context, NetworkOperation.SEND, address, port);
    }
    if (target instanceof InetSocketAddress socket) {
      InetAddress address = socket.getAddress();
      return address == null
          ? null
          : use.inet(hook, context, NetworkOperation.SEND, address, socket.getPort());
    }
    if (target instanceof DatagramPacket packet) {
      // Whoever sends holds the packet's lock, so that nobody changes the address meanwhile.
      InetAddress address = packet.getAddress();
      return address == null
          ? null
          : use.inet(hook, context, NetworkOperation.SEND, address, packet.getPort());
    }
    return use.connect(hook, context, new Peer.Unix(UnixAddress.path(target)));
  }

  private @Nullable Refusal bind(
      Hook hook,
      @Nullable Context context,
      @Nullable Object address,
      @Nullable Object descriptor,
      int port) {
    if (address instanceof InetAddress[] all) {
      Refusal refusal = null;
      for (int i = 0; refusal == null && i < all.length; i++) {
        refusal = use.inet(hook, context, NetworkOperation.LISTEN, all[i], port);
      }
      return refusal;
    }
    Peer local = address == null ? new Peer.Inet(any(), port) : peer(address, port);
    if (local instanceof Peer.Inet inet) {
      OpenSocket socket = descriptor == null ? null : sockets.get(descriptor);
      // A datagram channel that disconnects is bound once more to what it was bound to.
      return socket != null && socket.bound()
          ? null
          : use.inet(hook, context, listening(socket, inet), inet.address(), inet.port());
    }
    return address == null || local == null ? null : use.make(hook, context, address);
  }

  private static NetworkOperation listening(@Nullable OpenSocket socket, Peer.Inet local) {
    boolean chosen = local.port() == 0 && local.address().isAnyLocalAddress();
    return chosen && socket != null && socket.datagrams()
        ? NetworkOperation.LISTEN_FOR_ANSWERS
        : NetworkOperation.LISTEN;
  }

  private @Nullable Refusal join(Hook hook, @Nullable Context context, Object group, int local) {
    // The port that comes with a group says nothing: what is received is what the socket is bound
    // to.
    InetAddress address =
        group instanceof InetSocketAddress socket ? socket.getAddress() : (InetAddress) group;
    return address == null ? null : use.inet(hook, context, NetworkOperation.JOIN, address, local);
  }

  private int localPort(@Nullable Object local) {
    if (local instanceof InetSocketAddress address) {
      return address.getPort();
    }
    OpenSocket socket = local == null ? null : sockets.get(local);
    return socket == null ? 0 : socket.port();
  }

  /** No grant can name a virtual machine, so none covers it. */
  private @Nullable Refusal virtualMachine(Hook hook, @Nullable Context context) {
    return checkpoint.pass(
        context,
        new Request.Tunnel("vsock:", 0),
        new Subject("network", "connect", hook.id()),
        "vsock");
  }

  private static InetAddress any() {
    try {
      return InetAddress.getByAddress(ANY);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
