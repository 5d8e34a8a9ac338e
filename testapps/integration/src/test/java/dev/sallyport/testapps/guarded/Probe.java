package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import java.util.Map;

/**
 * One operation that a call of a tool causes, and what it takes to allow it.
 *
 * @param name for people
 * @param app the server that has the tool
 * @param arguments of the call
 * @param nearMiss grants of the tool under which the operation, and only it, is denied
 * @param least grants under which it happens
 * @param world what it leaves behind
 * @param denial how it is denied under {@code nearMiss}
 * @param listed whether the policy lists the tool when it denies
 */
record Probe(
    String name,
    App app,
    String tool,
    Map<String, String> arguments,
    Grants nearMiss,
    Grants least,
    World world,
    Denial denial,
    boolean listed) {

  @Override
  public String toString() {
    return name;
  }
}
