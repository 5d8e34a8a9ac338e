package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks about the use of addresses, of the Internet and in the file system. */
final class AddressUse {
  private final Checkpoint checkpoint;
  private final Paths paths;
  private final ResolvedNames names;

  AddressUse(Checkpoint checkpoint, Paths paths, ResolvedNames names) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.names = names;
  }

  @Nullable Refusal connect(Hook hook, @Nullable Context context, Peer peer) {
    if (peer instanceof Peer.Inet inet) {
      return inet(hook, context, NetworkOperation.CONNECT, inet.address(), inet.port());
    }
    Path path = paths.absolute(((Peer.Unix) peer).path());
    return write(hook, context, path, paths.real(path));
  }

  /** Makes a socket in the file system. */
  @Nullable Refusal make(Hook hook, @Nullable Context context, Object address) {
    Path path = paths.absolute(UnixAddress.path(address));
    return write(hook, context, path, paths.realParent(path));
  }

  private @Nullable Refusal write(Hook hook, @Nullable Context context, Path path, Path real) {
    String target = real.toString();
    return checkpoint.pass(
        context,
        new Request.File(FileOperation.WRITE, path.normalize().toString(), target),
        new Subject("file", "write", hook.id()),
        target);
  }

  @Nullable Refusal inet(
      Hook hook,
      @Nullable Context context,
      NetworkOperation operation,
      InetAddress address,
      int port) {
    if (checkpoint.again(context, operation, address, port)) {
      return null;
    }
    Set<String> known = names.of(address);
    return checkpoint.pass(
        context,
        new Request.Network(operation, address, port, known),
        new Subject("network", word(operation), hook.id()),
        target(address, port, known),
        operation,
        address,
        port);
  }

  private static String word(NetworkOperation operation) {
    return switch (operation) {
      case CONNECT -> "connect";
      case SEND -> "send";
      case LISTEN, LISTEN_FOR_ANSWERS -> "listen";
      case JOIN -> "join";
    };
  }

  private static String target(InetAddress address, int port, Set<String> names) {
    String host = address.getHostAddress();
    String numeric = address instanceof Inet6Address ? "[" + host + "]:" + port : host + ":" + port;
    return names.isEmpty() ? numeric : names.iterator().next() + " (" + numeric + ")";
  }
}
