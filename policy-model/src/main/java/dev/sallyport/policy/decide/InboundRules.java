package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.Origin;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Inbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which requests over HTTP this server is for. */
final class InboundRules {
  private static final Rule BUILT_IN = new Rule("built-in.inbound", 0);
  private static final Decision FOREIGN = new Decision(Verdict.DENY, BUILT_IN, Reason.FOREIGN);
  private static final Decision EXPECTED = new Decision(Verdict.ALLOW, BUILT_IN, Reason.GRANTED);

  private final @Nullable Entry<List<Endpoint>> hosts;
  private final @Nullable Entry<List<Origin>> origins;

  InboundRules(Inbound inbound) {
    this.hosts = inbound.hosts();
    this.origins = inbound.origins();
  }

  Decision decide(Request.Arrival request) {
    Decision host = host(request);
    String origin = request.origin();
    if (host.denies() || origin == null) {
      return host;
    }
    Decision page = origin(request.local(), origin);
    return page.denies() ? page : host;
  }

  private Decision host(Request.Arrival request) {
    HttpUrl url = url(request.host());
    if (hosts == null) {
      return !request.local() || (url != null && url.isLoopback()) ? EXPECTED : FOREIGN;
    }
    for (Endpoint host : hosts.value()) {
      if (url != null && host.covers(url.host(), url.port())) {
        return Decisions.granted(hosts);
      }
    }
    return Decisions.denied(hosts, Reason.FOREIGN);
  }

  /** A header with more than a host and a port is none. */
  private static @Nullable HttpUrl url(@Nullable String host) {
    return host == null || host.isEmpty() || host.indexOf('/') >= 0 || host.indexOf('?') >= 0
        ? null
        : HttpUrl.orNull("http://" + host + "/");
  }

  private Decision origin(boolean local, String text) {
    Origin origin = parsed(text);
    if (origins == null) {
      return !local || (origin != null && origin.isLoopback()) ? EXPECTED : FOREIGN;
    }
    return origin != null && origins.value().contains(origin)
        ? Decisions.granted(origins)
        : Decisions.denied(origins, Reason.FOREIGN);
  }

  private static @Nullable Origin parsed(String text) {
    try {
      return Origin.parse(text);
    } catch (Malformed e) {
      return null;
    }
  }
}
