package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HostIndex;
import dev.sallyport.policy.match.IpAddress;
import dev.sallyport.policy.model.Egress;
import dev.sallyport.policy.model.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of addresses that no grant reaches. What {@code egress.allow} lists is lifted, but
 * not granted by that; a metadata address is lifted only where it is listed itself.
 */
final class EgressFloor {
  private final AddressClass[] classes;
  private final Decision[] decisions;
  private final HostIndex lifted;

  EgressFloor(Egress egress) {
    int count = egress.deny().size();
    this.classes = new AddressClass[count];
    this.decisions = new Decision[count];
    int next = 0;
    // In the order of the classes, so that the narrowest that holds is the one named.
    for (AddressClass addressClass : AddressClass.values()) {
      for (Entry<AddressClass> entry : egress.deny()) {
        if (entry.value() == addressClass) {
          classes[next] = addressClass;
          decisions[next++] = Decisions.denied(entry, Reason.EGRESS_FLOOR);
        }
      }
    }
    List<Endpoint> endpoints = new ArrayList<>(egress.allow().size());
    for (Entry<Endpoint> entry : egress.allow()) {
      endpoints.add(entry.value());
    }
    this.lifted = new HostIndex(endpoints);
  }

  /** Whether it holds nothing. */
  boolean isEmpty() {
    return classes.length == 0;
  }

  /** The denial of an address, or null where the floor does not hold it. */
  @Nullable Decision decide(IpAddress address, int port, Set<String> names) {
    for (int i = 0; i < classes.length; i++) {
      if (classes[i].contains(address) && !isLifted(address, port, names)) {
        return decisions[i];
      }
    }
    return null;
  }

  private boolean isLifted(IpAddress address, int port, Set<String> names) {
    // By whatever class it is held: those of clouds are link-local or private as well.
    boolean exactly = AddressClass.METADATA.contains(address);
    int first = exactly ? lifted.exactly(address, port) : lifted.matching(address, port, names);
    return first >= 0;
  }
}
