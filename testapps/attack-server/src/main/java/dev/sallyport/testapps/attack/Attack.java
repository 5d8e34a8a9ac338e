package dev.sallyport.testapps.attack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way out.
 *
 * @param name the name of its tool
 * @param family which attacks it belongs to
 * @param api what it uses, for people
 * @param seed what its file holds beforehand
 * @param grants the least that let it happen, by policy key, on top of {@code always}
 * @param always what its tool has when the attack is to be denied; almost always nothing
 * @param reserved what nothing grants, and what the path is when the attack is to be denied
 * @param since the first feature version of the JDK that has the API
 * @param until the last one
 * @param leftOut whether what it is after is not there for those who may not see it, which is no
 *     denial
 * @param awaits the gate that does not exist yet; the attack is tried, and its outcome not counted
 */
public record Attack(
    String name,
    String family,
    String api,
    Target target,
    Seed seed,
    Map<String, List<String>> grants,
    Map<String, List<String>> always,
    Optional<String> reserved,
    int since,
    int until,
    boolean leftOut,
    Optional<String> awaits,
    Body body) {

  /** Whether a JDK has the API. */
  public boolean isIn(int feature) {
    return since <= feature && feature <= until;
  }

  @Override
  public String toString() {
    return name;
  }
}
