package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import org.jspecify.annotations.Nullable;

/**
 * What calls of a channel connect to, which all of them share. Where nothing is stopped its
 * connection does no harm to others, and is decided on alone.
 */
final class ChannelGate implements Gate {
  private final Checkpoint checkpoint;

  ChannelGate(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    String authority = String.valueOf(a);
    // Without a port it may be one that is no server's on the network.
    if (!hasPort(authority) || !checkpoint.enforces(context)) {
      return null;
    }
    Destination target = Destination.of("http://".concat(authority).concat("/"));
    return checkpoint.passAgain(
        context,
        new Request.Tunnel(target.host(), target.port()),
        new Subject("network", "connect", hook.id()),
        target.target());
  }

  private static boolean hasPort(String authority) {
    return authority.lastIndexOf(':') > authority.lastIndexOf(']');
  }
}
