package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Found;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.agent.wire.RequestHead;
import dev.sallyport.agent.wire.Sight;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HttpUrl;
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

  private final McpUse mcp;

  private enum Kind {
    UNSEEN
  }

  WireGate(Checkpoint checkpoint, McpUse mcp) {
    this.checkpoint = checkpoint;
    this.mcp = mcp;
  }

  /**
   * Decides on what a call is about to send.
   *
   * @param hook the id of the row
   */
  @Nullable Refusal look(String hook, Context context, Wire wire, Counterpart to, Bytes bytes) {
    String tunnel = wire.tunnel();
    Wire.Seen seen = wire.offer(bytes);
    if (seen.isNothing()) {
      return null;
    }
    Counterpart end = tunnel.isEmpty() ? to : behind(tunnel, to);
    Refusal refusal = null;
    for (int i = 0; refusal == null && i < seen.sights().size(); i++) {
      refusal = decide(hook, context, end, seen.sights().get(i));
    }
    for (int i = 0; refusal == null && i < seen.found().size(); i++) {
      refusal = secret(hook, context, end, seen.method(), seen.found().get(i));
    }
    return refusal;
  }

  /** Where a hook saw the request, what it may carry in its header was recorded there. */
  private @Nullable Refusal secret(
      String hook, Context context, Counterpart to, String method, Found found) {
    Subject subject = new Subject("credential", "send", hook);
    List<String> hosts = to.hosts();
    String target = to.authorities().get(0);
    if (found.placeholder()) {
      return checkpoint.misplaced(context, subject, target, found.name());
    }
    int port = to.portOr(to.usualPort());
    for (int i = 0; i < hosts.size(); i++) {
      Request request = new Request.Credential(found.name(), method, hosts.get(i), port);
      if (!checkpoint.denies(context, request)) {
        return isSeen(context.call(), to, null)
            ? null
            : checkpoint.passSecret(
                context, request, subject, to.authorities().get(i), found.name());
      }
    }
    if (isTold(context, found.name())) {
      return null;
    }
    String host = hosts.isEmpty() ? "" : hosts.get(0);
    Request request = new Request.Credential(found.name(), method, host, port);
    return checkpoint.passSecret(context, request, subject, target, found.name());
  }

  /** Where nothing is stopped, a hook may have recorded it as the request was made. */
  private boolean isTold(Context context, String credential) {
    Call call = context.call();
    return call != null && !checkpoint.enforces(context) && !call.misuses(credential);
  }

  private @Nullable Refusal decide(String hook, Context context, Counterpart to, Sight sight) {
    if (sight instanceof Sight.Head seen) {
      return seen.head().isTunnel()
          ? tunnel(hook, context, seen.head().target())
          : head(hook, context, to, seen.head());
    }
    if (sight instanceof Sight.McpMessage) {
      return mcp.pass(hook, context, to.authorities());
    }
    // Where it goes is all that is known.
    return sight instanceof Sight.Http2 && isSeen(context.call(), to, null)
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
    HttpUrl absolute = head.target().startsWith("/") ? null : HttpUrl.orNull(head.target());
    HttpUrl meant = absolute == null ? HttpUrl.orNull(to.scheme().concat(head.host())) : absolute;
    boolean seen = isSeen(context.call(), to, meant);
    Refusal refusal = seen ? null : unseen(hook, context, to);
    boolean whole = refusal == null && isGrantedWhole(context, to);
    if (refusal != null || (whole && absolute == null)) {
      return refusal;
    }
    String url = absolute == null ? origin(to, meant).concat(head.target()) : head.target();
    refusal = http(hook, context, head.method(), url, seen);
    return refusal != null || whole || leadsTo(to, meant)
        ? refusal
        : own(hook, context, to, head.method(), path(head.target()));
  }

  /**
   * The host that is named is not the one that is connected to, which may not look at the name: the
   * path has to be granted there as well.
   */
  private @Nullable Refusal own(
      String hook, Context context, Counterpart to, String method, String path) {
    List<String> authorities = to.authorities();
    for (String own : authorities) {
      String url = to.scheme().concat(own).concat(path);
      if (!checkpoint.denies(context, new Request.Http(method, url))) {
        return null;
      }
    }
    String url = to.scheme().concat(authorities.get(0)).concat(path);
    return http(hook, context, method, url, /* seen= */ false);
  }

  private static String path(String target) {
    int authority = target.startsWith("/") ? -1 : target.indexOf("//");
    int path = authority < 0 ? 0 : target.indexOf('/', authority + 2);
    return path < 0 ? "/" : target.substring(path);
  }

  /**
   * A grant of URLs was asked already where a hook saw the request; then only a denial is new, and
   * where denials are not carried out not even that.
   */
  private @Nullable Refusal http(
      String hook, Context context, String method, String url, boolean seen) {
    if (seen && !checkpoint.enforces(context)) {
      return null;
    }
    Request.Http request = new Request.Http(method, url);
    Subject subject = new Subject("http", method.toLowerCase(Locale.ROOT), hook);
    return seen
        ? checkpoint.passAgain(context, request, subject, VisibleUrl.of(url))
        : checkpoint.pass(context, request, subject, VisibleUrl.of(url));
  }

  /** What a head means: the host it names, on the port that is connected to. */
  private static String origin(Counterpart to, @Nullable HttpUrl meant) {
    return meant == null
        ? to.scheme().concat(to.authorities().get(0))
        : to.scheme().concat(Authority.of(meant.host(), to.portOr(meant.port())));
  }

  private static boolean leadsTo(Counterpart to, @Nullable HttpUrl meant) {
    return meant == null || to.hosts().isEmpty() || to.hosts().contains(meant.host());
  }

  /** Whether a hook saw a request of that call to that host and port. */
  private static boolean isSeen(@Nullable Call call, Counterpart to, @Nullable HttpUrl meant) {
    if (call == null) {
      return false;
    }
    if (meant != null && call.hopped(Authority.of(meant.host(), meant.port()))) {
      return true;
    }
    for (String own : to.authorities()) {
      if (call.hopped(own)) {
        return true;
      }
    }
    return false;
  }

  /** Whether its host and port are granted, whatever is sent there. */
  private boolean isGrantedWhole(Context context, Counterpart to) {
    for (String own : to.authorities()) {
      String url = to.scheme().concat(own).concat(ANY_PATH);
      if (!checkpoint.denies(context, new Request.Http("GET", url))) {
        return true;
      }
    }
    return false;
  }

  /** What may go on is recorded the first time only. */
  private @Nullable Refusal unseen(String hook, Context context, Counterpart to) {
    String target = to.authorities().get(0);
    if (Repeated.find(checkpoint.decided(context), Kind.UNSEEN, target, 0) != null) {
      return null;
    }
    int port = to.portOr(to.usualPort());
    return checkpoint.pass(
        context,
        new Request.UnseenHttp(address(to), port, to.names()),
        new Subject("http", "unseen", hook),
        target,
        Kind.UNSEEN,
        target,
        0);
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
    HttpUrl end = HttpUrl.orNull(proxy.scheme().concat(tunnel));
    return end == null
        ? new Counterpart(null, 0, Set.of(tunnel), proxy.secure())
        : new Counterpart(null, end.port(), Set.of(end.host()), proxy.secure());
  }
}
