package dev.sallyport.agent.caller;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What came with a request that may say who calls. It has no text form that shows any of it.
 *
 * @param stdio whether it came over the server's own input, where there is nothing else
 * @param authorizations the values of its {@code Authorization} headers
 * @param codes the values of its headers with the name {@link Verifier#header}
 * @param chain the certificates that the client showed in the TLS handshake, its own first; empty
 *     where it showed none
 */
public record Presented(
    boolean stdio, List<String> authorizations, List<String> codes, List<X509Certificate> chain) {
  /** Who talks over the server's own input. */
  public static final Presented STDIO =
      new Presented(/* stdio= */ true, List.of(), List.of(), List.of());

  public Presented {
    authorizations = List.copyOf(authorizations);
    codes = List.copyOf(codes);
    chain = List.copyOf(chain);
  }

  /** What came with an HTTP request. */
  public static Presented http(
      List<String> authorizations, List<String> codes, List<X509Certificate> chain) {
    return new Presented(/* stdio= */ false, authorizations, codes, chain);
  }

  @Override
  public String toString() {
    return "(presented)";
  }
}
