package dev.sallyport.policy.model;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The floor under every grant: addresses that no grant reaches, and what lifts it. */
public record Egress(List<Entry<AddressClass>> deny, List<Entry<Endpoint>> allow) {

  public Egress {
    deny = List.copyOf(deny);
    allow = List.copyOf(allow);
  }

  /** All classes denied. */
  public static List<Entry<AddressClass>> everyClass() {
    List<Entry<AddressClass>> all = new ArrayList<>();
    for (AddressClass addressClass : AddressClass.values()) {
      all.add(new Entry<>("built-in.egress", Span.NOWHERE, addressClass));
    }
    return all;
  }
}
