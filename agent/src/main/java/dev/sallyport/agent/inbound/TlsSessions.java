package dev.sallyport.agent.inbound;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What the client showed in a TLS handshake. */
final class TlsSessions {
  private TlsSessions() {}

  /** Empty where it showed no certificate, or there was no handshake. */
  static List<X509Certificate> chain(@Nullable Object session) {
    List<X509Certificate> chain = new ArrayList<>();
    if (session instanceof SSLSession handshake) {
      try {
        for (Certificate certificate : handshake.getPeerCertificates()) {
          chain.add((X509Certificate) certificate);
        }
      } catch (SSLPeerUnverifiedException e) {
        return List.of();
      }
    }
    return chain;
  }
}
