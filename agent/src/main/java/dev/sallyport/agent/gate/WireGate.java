package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.agent.wire.RequestHead;
import dev.sallyport.agent.wire.Sight;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends, by the bytes themselves: whatever client it is, a hook for it or none.
 *
 * <p>Where a grant covers a host and port, anything may go there. Where grants are of URLs, each
 * request on the wire is held to them once more, so that a client which no hook sees is held to
 * method and path, and one that a hook sees to what was decided there.
 */
final class WireGate {
  /** No rule covers a path with parameters (RFC 3986, 3.3), so only a grant of the host does. */
  private static final String ANY_PATH = "/;";

  /** Of the documentation's range (RFC 5737): nobody has it. */
  private static final byte[] NO_ADDRESS = {(byte) 192, 0, 2, 0};

  private final Checkpoint checkpoint;

  /** What is decided once for each call and counterpart. */
  private enum Once {
    UNSEEN,
    MCP
  }

  WireGate(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /**
   * Decides on what a call is about to send.
   *
   * @param hook the id of the row
   */
  @Nullable Refusal look(String hook, Context context, Wire wire, Counterpart to, Bytes bytes) {
    String tunnel = wire.tunnel();
    List<Sight> sights = wire.offer(bytes);
    if (sights.isEmpty()) {
      return null;
    }
    Counterpart end = tunnel.isEmpty() ? to : behind(tunnel, to);
    Refusal refusal = null;
    for (int i = 0; refusal == null && i < sights.size(); i++) {
      refusal = decide(hook, context, end, sights.get(i));
    }
    return refusal;
  }

  private @Nullable Refusal decide(String hook, Context context, Counterpart to, Sight sight) {
    if (sight instanceof Sight.Head seen) {
      return seen.head().isTunnel()
          ? tunnel(hook, context, seen.head().target())
          : head(hook, context, to, seen.head());
    }
    if (sight instanceof Sight.McpMessage) {
      return mcp(hook, context, to);
    }
    // Where it goes is all that is known.
    return sight instanceof Sight.Http2 && isSeen(context.call(), to, "")
        ? null
        : unseen(hook, context, to);
  }

  private @Nullable Refusal tunnel(String hook, Context context, String target) {
    Counterpart end = behind(target, new Counterpart(null, 0, Set.of(), true));
    String host = end.names().iterator().next();
    return checkpoint.passAgain(
        context,
        new Request.Tunnel(host, end.port()),
        new Subject("network", "tunnel", hook),
        target);
  }

  private @Nullable Refusal head(String hook, Context context, Counterpart to, RequestHead head) {
    String host = head.host();
    HttpUrl named = absolute(head);
    boolean seen =
        named == null
            ? isSeen(context.call(), to, host)
            : context.call() != null
                && context.call().hopped(Authority.of(named.host(), named.port()));
    Refusal refusal = seen ? null : unseen(hook, context, to);
    if (refusal != null || (named == null && isGrantedWhole(context, to))) {
      return refusal;
    }
    if (named != null) {
      refusal = http(hook, context, head.method(), head.target(), seen);
      return refusal != null || isGrantedWhole(context, to) || leadsTo(to, named.host())
          ? refusal
          : unseen(hook, context, to);
    }
    return http(hook, context, head.method(), url(to, host).concat(head.target()), seen);
  }

  /** A grant of URLs was asked already where a hook saw the request; then only a denial is new. */
  private @Nullable Refusal http(
      String hook, Context context, String method, String url, boolean seen) {
    Request.Http request = new Request.Http(method, url);
    Subject subject = new Subject("http", method.toLowerCase(Locale.ROOT), hook);
    return seen
        ? checkpoint.passAgain(context, request, subject, VisibleUrl.of(url))
        : checkpoint.pass(context, request, subject, VisibleUrl.of(url));
  }

  /** The origin that a head means: the host it names, on the port that is connected to. */
  private static String url(Counterpart to, String host) {
    HttpUrl named = parse(to.scheme().concat(host));
    List<String> hosts = to.hosts();
    if (named == null) {
      String own = hosts.isEmpty() ? "" : hosts.get(0);
      return to.scheme().concat(Authority.of(own, to.portOr(to.usualPort())));
    }
    return to.scheme().concat(Authority.of(named.host(), to.portOr(named.port())));
  }

  private static @Nullable HttpUrl absolute(RequestHead head) {
    return head.target().startsWith("/") ? null : parse(head.target());
  }

  private static @Nullable HttpUrl parse(String url) {
    try {
      return HttpUrl.parse(url);
    } catch (Malformed e) {
      return null;
    }
  }

  private static boolean leadsTo(Counterpart to, String host) {
    return to.hosts().isEmpty() || to.hosts().contains(host);
  }

  private static boolean isSeen(@Nullable Call call, Counterpart to, String host) {
    if (call == null) {
      return false;
    }
    HttpUrl named = host.isEmpty() ? null : parse(to.scheme().concat(host));
    if (named != null && call.hopped(Authority.of(named.host(), named.port()))) {
      return true;
    }
    for (String own : to.hosts()) {
      if (call.hopped(Authority.of(own, to.portOr(to.usualPort())))) {
        return true;
      }
    }
    return false;
  }

  /** Whether its host and port are granted, whatever is sent there. */
  private boolean isGrantedWhole(Context context, Counterpart to) {
    for (String host : to.hosts()) {
      String origin = to.scheme().concat(Authority.of(host, to.portOr(to.usualPort())));
      if (!checkpoint.denies(context, new Request.Http("GET", origin.concat(ANY_PATH)))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Refusal unseen(String hook, Context context, Counterpart to) {
    int port = to.portOr(to.usualPort());
    Request request = new Request.UnseenHttp(address(to), port, to.names());
    return once(context, request, new Subject("http", "unseen", hook), Once.UNSEEN, target(to));
  }

  private @Nullable Refusal mcp(String hook, Context context, Counterpart to) {
    String target = target(to);
    Request request = new Request.McpClient(target);
    return once(context, request, new Subject("mcp", "client", hook), Once.MCP, target);
  }

  /** What may go on is recorded the first time only. */
  private @Nullable Refusal once(
      Context context, Request request, Subject subject, Once kind, String target) {
    return Repeated.find(checkpoint.decided(context), kind, target, 0) == null
        ? checkpoint.pass(context, request, subject, target, kind, target, 0)
        : null;
  }

  private static String target(Counterpart to) {
    List<String> hosts = to.hosts();
    return Authority.of(hosts.isEmpty() ? "?" : hosts.get(0), to.portOr(to.usualPort()));
  }

  private static InetAddress address(Counterpart to) {
    if (to.address() != null) {
      return to.address();
    }
    try {
      return InetAddress.getByAddress(NO_ADDRESS);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who answers at the end of a tunnel. */
  private static Counterpart behind(String tunnel, Counterpart proxy) {
    HttpUrl end = parse(proxy.scheme().concat(tunnel));
    return end == null
        ? new Counterpart(null, 0, Set.of(tunnel), proxy.secure())
        : new Counterpart(null, end.port(), Set.of(end.host()), proxy.secure());
  }
}
