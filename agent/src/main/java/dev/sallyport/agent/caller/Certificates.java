package dev.sallyport.agent.caller;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Certificates that a TLS handshake verified. A connection may last longer than they do. */
final class Certificates {
  private final Callers.Certificate policy;
  private final InstantSource clock;

  Certificates(Callers.Certificate policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  Verified caller(X509Certificate certificate) throws Refused {
    X500Principal subject = certificate.getSubjectX500Principal();
    List<String> roles = policy.roles().get(subject);
    if (roles == null) {
      return Verified.unidentified(Why.UNLISTED_CERTIFICATE);
    }
    try {
      certificate.checkValidity(Date.from(clock.instant()));
    } catch (CertificateExpiredException e) {
      throw new Refused(Why.EXPIRED);
    } catch (CertificateNotYetValidException e) {
      throw new Refused(Why.NOT_YET);
    }
    return new Verified(
        new Caller(subject.getName(), Set.copyOf(roles), null, null, null, null), Why.CERTIFICATE);
  }
}
