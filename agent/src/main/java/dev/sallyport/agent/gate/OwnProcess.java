package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandles;
import java.util.Map;

/**
 * What the gates have to know of this process.
 *
 * @param environment all of it, as it is
 */
public record OwnProcess(
    Map<String, String> environment, ChildVariables children, Relatives relatives) {

  /**
   * This process.
   *
   * @param trusted a lookup with access to {@code java.lang}
   * @param environment read before the gates were up
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static OwnProcess over(MethodHandles.Lookup trusted, Map<String, String> environment)
      throws ReflectiveOperationException {
    return new OwnProcess(environment, ChildVariables.over(trusted), Relatives.over(trusted));
  }
}
