package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.HostIndex;
import dev.sallyport.policy.match.HostPattern;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.IpAddress;
import dev.sallyport.policy.match.McpTarget;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides the use of addresses, the look-up of names, HTTP requests and other MCP servers.
 *
 * <p>A grant of URLs lets the connection to their host be made; each request on it is then decided
 * by its URL. A grant of a host and port covers every URL there.
 */
final class NetworkRules {
  private static final Decision LITERAL =
      new Decision(Verdict.ALLOW, new Rule("built-in.literal", 0), Reason.GRANTED);

  private final EgressFloor floor;
  private final EndpointMatches[] net;
  private final UrlMatches[] http;
  private final EndpointMatches[] listen;
  private final Match<McpTarget>[] mcp;
  private final @Nullable Decision unseen;
  private final Decision otherwise;

  /**
   * The rules of one principal.
   *
   * @param unseen the denial of HTTP that no hook sees, where only URLs are granted; null where it
   *     is allowed
   */
  NetworkRules(
      EgressFloor floor,
      List<EndpointMatches> net,
      List<UrlMatches> http,
      List<EndpointMatches> listen,
      Match<McpTarget>[] mcp,
      @Nullable Decision unseen,
      Decision otherwise) {
    this.floor = floor;
    this.net = net.toArray(new EndpointMatches[0]);
    this.http = http.toArray(new UrlMatches[0]);
    this.listen = listen.toArray(new EndpointMatches[0]);
    this.mcp = mcp;
    this.unseen = unseen;
    this.otherwise = otherwise;
  }

  Decision decide(Request.Network request) {
    IpAddress address = IpAddress.of(request.address());
    int port = request.port();
    Set<String> names = request.names();
    return switch (request.operation()) {
      case LISTEN -> orOtherwise(granted(listen, address, port, names));
      case LISTEN_FOR_ANSWERS -> {
        Decision decision = granted(listen, address, port, names);
        yield decision == null && net.length > 0
            ? net[0].all().get(0).decision()
            : orOtherwise(decision);
      }
      case JOIN -> {
        Decision denied = floor.decide(address, port, names);
        yield denied == null ? orOtherwise(granted(listen, address, port, names)) : denied;
      }
      case CONNECT -> connect(address, port, names);
      case SEND -> {
        Decision denied = floor.decide(address, port, names);
        yield denied == null ? orOtherwise(granted(net, address, port, names)) : denied;
      }
    };
  }

  private Decision connect(IpAddress address, int port, Set<String> names) {
    Decision denied = floor.decide(address, port, names);
    if (denied != null) {
      return denied;
    }
    Decision decision = granted(net, address, port, names);
    return orOtherwise(decision == null ? grantedByUrl(address, port, names) : decision);
  }

  /**
   * What a proxy connects to. An address in one of its old forms, which the proxy's own resolver
   * could read, is neither a name nor an address, so nothing covers it.
   */
  Decision decide(Request.Tunnel request) {
    String host = HostPattern.normal(request.host());
    IpAddress address = literal(host);
    if (address != null) {
      return connect(address, request.port(), Set.of());
    }
    if (isLocal(host)) {
      return connect(Loopback.ADDRESS, request.port(), Set.of(host));
    }
    if (!HostPattern.isName(host)) {
      return otherwise;
    }
    return orOtherwise(named(host, request.port()));
  }

  /** The name of an address is asked of whoever serves its part of DNS, so that is a channel. */
  Decision decide(Request.Reverse request) {
    IpAddress address = IpAddress.of(request.address());
    Decision decision = granted(net, address, HostIndex.ANY_PORT, request.names());
    return orOtherwise(
        decision == null ? grantedByUrl(address, HostIndex.ANY_PORT, request.names()) : decision);
  }

  private static @Nullable Decision granted(
      EndpointMatches[] layers, IpAddress address, int port, Set<String> names) {
    for (EndpointMatches layer : layers) {
      Decision decision = layer.matching(address, port, names);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  private @Nullable Decision grantedByUrl(IpAddress address, int port, Set<String> names) {
    for (UrlMatches layer : http) {
      Decision decision = layer.matching(address, port, names);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  Decision decide(Request.Resolve request) {
    String host = HostPattern.normal(request.host());
    if (literal(host) != null) {
      return LITERAL;
    }
    Decision decision = named(host, HostIndex.ANY_PORT);
    return orOtherwise(decision == null ? namedToListen(host) : decision);
  }

  /** To listen on any address is no reason to look any name up. */
  private @Nullable Decision namedToListen(String host) {
    for (EndpointMatches layer : listen) {
      Decision decision = layer.namingIt(host);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  private static @Nullable IpAddress literal(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    int zone = bare.indexOf('%');
    return IpAddress.parse(zone < 0 ? bare : bare.substring(0, zone));
  }

  private @Nullable Decision named(String host, int port) {
    for (EndpointMatches layer : net) {
      Decision decision = layer.naming(host, port);
      if (decision != null) {
        return decision;
      }
    }
    for (UrlMatches layer : http) {
      Decision decision = layer.naming(host, port);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  Decision decide(Request.Http request) {
    HttpUrl url = request.parsed();
    if (url == null) {
      return otherwise;
    }
    IpAddress address = url.address();
    Decision denied = floor(url, address);
    if (denied != null) {
      return denied;
    }
    for (UrlMatches layer : http) {
      Decision decision = layer.covering(request.method(), url);
      if (decision != null) {
        return decision;
      }
    }
    for (EndpointMatches layer : net) {
      Decision decision = layer.covering(url.host(), address, url.port());
      if (decision != null) {
        return decision;
      }
    }
    return otherwise;
  }

  /** A name for this machine is on the floor as well: through a proxy nothing else decides it. */
  private @Nullable Decision floor(HttpUrl url, @Nullable IpAddress address) {
    if (address != null) {
      return floor.decide(address, url.port(), Set.of());
    }
    String host = url.host();
    return isLocal(host) ? floor.decide(Loopback.ADDRESS, url.port(), Set.of(host)) : null;
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost") || host.endsWith(".localhost");
  }

  /** A connection was decided on; what a client that is not known sends on it is not. */
  Decision decide(Request.UnseenHttp request) {
    IpAddress address = IpAddress.of(request.address());
    Decision denied = floor.decide(address, request.port(), request.names());
    if (denied != null) {
      return denied;
    }
    Decision decision = granted(net, address, request.port(), request.names());
    if (decision != null) {
      return decision;
    }
    decision = grantedByUrl(address, request.port(), request.names());
    return decision == null || unseen == null ? orOtherwise(decision) : unseen;
  }

  Decision decide(Request.McpClient request) {
    for (Match<McpTarget> grant : mcp) {
      if (grant.pattern().covers(request.target())) {
        return grant.decision();
      }
    }
    return otherwise;
  }

  private Decision orOtherwise(@Nullable Decision decision) {
    return decision == null ? otherwise : decision;
  }

  /** By itself, as it starts the JDK's networking, which many a server never does. */
  private static final class Loopback {
    /** What {@code localhost} and the names below it always are (RFC 6761, 6.3). */
    static final IpAddress ADDRESS = IpAddress.of(InetAddress.getLoopbackAddress());
  }
}
