package dev.sallyport.agent.gate;

import dev.sallyport.agent.credential.Secrets;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/**
 * What the gates have to know of this process.
 *
 * @param environment all of it, as it is
 * @param withholds whether it is not as the kernel has it
 */
public record OwnProcess(
    Map<String, String> environment,
    boolean withholds,
    ChildVariables children,
    Relatives relatives) {

  /**
   * This process.
   *
   * @param trusted a lookup with access to {@code java.lang}
   * @param environment read before the gates were up
   * @param secrets which are withheld from now on, where they are to be
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static OwnProcess over(
      MethodHandles.Lookup trusted, Map<String, String> environment, Secrets secrets)
      throws ReflectiveOperationException {
    ChildVariables children = ChildVariables.over(trusted);
    boolean withholds = secrets.withholdsVariables();
    if (withholds) {
      secrets.withholdVariables(children.original());
    }
    return new OwnProcess(environment, withholds, children, Relatives.over(trusted));
  }
}
