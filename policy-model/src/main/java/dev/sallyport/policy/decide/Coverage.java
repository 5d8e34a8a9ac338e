package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Risk;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of a tool, for figures about a server's tools.
 *
 * @param listed whether an entry of the policy is about it
 * @param denied whether nobody may call it
 * @param risk what it may do at worst; null where nothing says
 * @param approved whether there are calls of it that somebody has to approve; of a tool that is
 *     several, whether there are of each that is as risky as it
 * @param credentials the secrets that it is granted, by name
 */
public record Coverage(
    boolean listed,
    boolean denied,
    @Nullable Risk risk,
    boolean approved,
    Set<String> credentials) {

  public Coverage {
    credentials = Set.copyOf(credentials);
  }

  /** That of two of which a client sees one tool. */
  Coverage and(Coverage other) {
    Set<String> both = new TreeSet<>(credentials);
    both.addAll(other.credentials);
    int order = Integer.compare(rank(risk), rank(other.risk));
    Risk worst = order >= 0 ? risk : other.risk;
    boolean worstApproved = order > 0 ? approved : other.approved;
    return new Coverage(
        listed || other.listed,
        denied && other.denied,
        worst,
        order == 0 ? approved && other.approved : worstApproved,
        both);
  }

  private static int rank(@Nullable Risk risk) {
    if (risk == null) {
      return 0;
    }
    return switch (risk) {
      case READ -> 1;
      case WRITE -> 2;
      case DESTRUCTIVE -> 3;
    };
  }
}
