package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Endpoint;
import java.util.List;

/**
 * A secret that a policy names. What its value is, the source tells; the policy does not.
 *
 * @param hosts where it may go, from tools that have it
 * @param methods of the requests that may carry it; empty where any may
 * @param withhold whether the server gets a placeholder for it
 * @param results what is done where a result holds it
 */
public record Credential(
    String name,
    CredentialSource source,
    List<Endpoint> hosts,
    List<String> methods,
    boolean withhold,
    Screening results) {

  public Credential {
    hosts = List.copyOf(hosts);
    methods = List.copyOf(methods);
  }
}
