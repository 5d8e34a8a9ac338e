package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Request;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTP, as it came to this server. Work on it is the server's own; what it brought
 * says, once a call is known, who calls. It has no text form that shows any of that.
 *
 * @param authorizations the values of its {@code Authorization} headers
 * @param codes the values of the one other header that the policy has callers named by
 * @param sessions the values of its {@code Mcp-Session-Id} headers
 * @param host the header; null where there is none, as of {@code origin}
 * @param route method and path, by which one endpoint is told from another
 * @param local whether it came to a loopback address, or nobody knows where to
 * @param peer address and port that it came from; empty where they are not known
 * @param mcp whether its headers are those that the protocol wants of its requests
 * @param asked what its headers say that it asks for; null where they don't
 * @param chain the certificates that the client showed in the TLS handshake, its own first
 * @param serving how far the server is with it
 */
public record Arrival(
    List<String> authorizations,
    List<String> codes,
    List<String> sessions,
    @Nullable String host,
    @Nullable String origin,
    String route,
    boolean local,
    String peer,
    boolean mcp,
    Request.@Nullable Invocation asked,
    List<X509Certificate> chain,
    Serving serving)
    implements Cause {
  /** One of which nothing is known, or nothing for certain: it says of nobody who that is. */
  public static final Arrival UNKNOWN =
      new Arrival(
          List.of(), List.of(), List.of(), null, null, "", /* local= */ true, "", List.of());

  /** One that the server has yet to serve, and that may be for anything. */
  public Arrival(
      List<String> authorizations,
      List<String> codes,
      List<String> sessions,
      @Nullable String host,
      @Nullable String origin,
      String route,
      boolean local,
      String peer,
      List<X509Certificate> chain) {
    this(
        authorizations,
        codes,
        sessions,
        host,
        origin,
        route,
        local,
        peer,
        /* mcp= */ false,
        /* asked= */ null,
        chain,
        new Serving());
  }

  public Arrival {
    authorizations = List.copyOf(authorizations);
    codes = List.copyOf(codes);
    sessions = List.copyOf(sessions);
    chain = List.copyOf(chain);
  }

  /** A call that reached the same work narrows it; two requests can't both be the one. */
  @Override
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  public Cause narrow(Cause other) {
    return other instanceof Context || other == this ? other : UNKNOWN;
  }

  @Override
  public String toString() {
    return "(arrival)";
  }
}
