package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import java.util.List;
import java.util.Map;

/** Decides where known secrets, and the tokens of this server's clients, may go. */
final class SecretRules {
  private final Match<Credential>[] granted;
  private final Map<String, Entry<Credential>> all;
  private final List<EndpointMatches> passthrough;
  private final Decision otherwise;

  SecretRules(
      Match<Credential>[] granted,
      Map<String, Entry<Credential>> all,
      List<EndpointMatches> passthrough,
      Decision otherwise) {
    this.granted = granted;
    this.all = all;
    this.passthrough = List.copyOf(passthrough);
    this.otherwise = otherwise;
  }

  Decision decide(Request.Credential request) {
    for (Match<Credential> grant : granted) {
      if (grant.pattern().name().equals(request.name())) {
        return covers(grant.pattern(), request)
            ? grant.decision()
            : denied(request.name(), Reason.OUT_OF_SCOPE);
      }
    }
    return otherwise;
  }

  private static boolean covers(Credential credential, Request.Credential request) {
    if (!credential.methods().isEmpty() && !credential.methods().contains(request.method())) {
      return false;
    }
    for (Endpoint host : credential.hosts()) {
      if (host.covers(request.host(), request.port())) {
        return true;
      }
    }
    return false;
  }

  /** To use a secret is no reason to tell it. */
  Decision decide(Request.Disclosure request) {
    return denied(request.name(), Reason.DISCLOSURE);
  }

  private Decision denied(String name, Reason reason) {
    Entry<Credential> entry = all.get(name);
    return entry == null ? otherwise : Decisions.denied(entry, reason);
  }

  Decision decide(Request.Passthrough request) {
    for (EndpointMatches layer : passthrough) {
      Decision decision = layer.covering(request.host(), request.port());
      if (decision != null) {
        return decision;
      }
    }
    return otherwise;
  }
}
