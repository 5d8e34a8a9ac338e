package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;
import java.util.List;

/**
 * A native method, and what stands before it.
 *
 * @param module that it is in
 * @param owner its class, such as {@code java.io.FileInputStream}
 * @param name its name
 * @param descriptor its descriptor (JVMS §4.3.3)
 * @param hooks the rows on the ways to it
 * @param callers the methods that call it; none if code outside the JDK can
 * @param open the ways to it that pass no row
 */
public record NativeMethod(
    String module,
    String owner,
    String name,
    String descriptor,
    List<Hook> hooks,
    List<String> callers,
    List<Route> open) {

  static NativeMethod of(
      CodeMethod method, List<Hook> hooks, List<String> callers, List<Route> open) {
    return new NativeMethod(
        method.owner.module,
        method.owner.name.replace('/', '.'),
        method.name,
        method.descriptor,
        hooks,
        List.copyOf(callers),
        List.copyOf(open));
  }

  /** Whether no way to it passes by the rows. */
  public boolean isHooked() {
    return open.isEmpty();
  }

  /** Class and name, as the reviewed file writes it. */
  public String title() {
    return owner + '#' + name;
  }

  @Override
  public String toString() {
    return title() + descriptor;
  }
}
