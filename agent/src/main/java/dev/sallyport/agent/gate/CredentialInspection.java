package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Found;
import dev.sallyport.agent.credential.Scan;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in a request's URL and header, and what stands for those that the server does not get:
 * where the secret may go, it takes that place.
 *
 * <p>Only there, and not where a denial is merely recorded: the server never had the value, so it
 * can't have been about to send it.
 */
final class CredentialInspection implements Inspection {
  private final Checkpoint checkpoint;
  private final Secrets secrets;

  CredentialInspection(Checkpoint checkpoint, Secrets secrets) {
    this.checkpoint = checkpoint;
    this.secrets = secrets;
  }

  @Override
  public Inspected inspect(@Nullable Context context, Subject subject, Hop hop) {
    List<Found> found = secrets.isEmpty() ? List.of() : found(hop);
    return found.isEmpty()
        ? new Inspected(hop, null)
        : new Carried(context, subject.hook(), hop).decide(found);
  }

  private List<Found> found(Hop hop) {
    Scan scan = secrets.scan();
    scan.feed(hop.url());
    List<Header> headers = hop.headers();
    for (int i = 0; i < headers.size(); i++) {
      scan.cut();
      scan.feed(headers.get(i).name());
      scan.cut();
      scan.feed(headers.get(i).value());
    }
    return scan.found();
  }

  /** One request that carries some. */
  private final class Carried {
    private final @Nullable Context context;
    private final Subject subject;
    private final Hop hop;
    private final Destination destination;

    Carried(@Nullable Context context, String hook, Hop hop) {
      this.context = context;
      this.subject = new Subject("credential", "send", hook);
      this.hop = hop;
      this.destination = Destination.of(hop.url());
    }

    Inspected decide(List<Found> found) {
      Set<String> names = new LinkedHashSet<>();
      Set<String> filled = new LinkedHashSet<>();
      for (Found one : found) {
        if (names.add(one.name())) {
          Request request =
              new Request.Credential(
                  one.name(), hop.method(), destination.host(), destination.port());
          boolean granted = !checkpoint.denies(context, request);
          Refusal refusal =
              checkpoint.passSecret(context, request, subject, destination.target(), one.name());
          if (refusal != null) {
            return new Inspected(hop, refusal);
          }
          if (granted) {
            filled.add(one.name());
          } else if (context != null && context.call() != null) {
            context.call().misuses(one.name());
          }
        }
      }
      return hasPlaceholder(found, filled) ? fill(filled) : new Inspected(hop, null);
    }

    private boolean hasPlaceholder(List<Found> found, Set<String> names) {
      for (Found one : found) {
        if (one.placeholder() && names.contains(one.name())) {
          return true;
        }
      }
      return false;
    }

    private Inspected fill(Set<String> names) {
      List<Header> headers = new ArrayList<>(hop.headers().size());
      for (Header header : hop.headers()) {
        headers.add(new Header(header.name(), secrets.filled(header.value(), names)));
      }
      Hop filled = hop.with(withQuery(hop.url(), names), headers);
      for (Found left : found(filled)) {
        if (left.placeholder() && names.contains(left.name())) {
          Refusal refusal =
              checkpoint.misplaced(context, subject, destination.target(), left.name());
          if (refusal != null) {
            return new Inspected(hop, refusal);
          }
        }
      }
      return new Inspected(filled, null);
    }

    /** What comes before the query was decided on as it is. */
    private String withQuery(String url, Set<String> names) {
      int query = url.indexOf('?');
      return query < 0
          ? url
          : url.substring(0, query).concat(secrets.filled(url.substring(query), names));
    }
  }
}
