package dev.sallyport.agent.scan;

import java.util.List;

/**
 * A way to a native method that no row guards.
 *
 * @param methods from its direct caller outwards
 */
public record Route(List<String> methods) {
  /** Ends a way whose last method nobody calls: native code may, or reflection. */
  static final String NOBODY = "(no caller seen)";

  @Override
  public String toString() {
    return methods.size() <= 4
        ? String.join(" <- ", methods)
        : String.join(" <- ", methods.subList(0, 2))
            + " <- ... <- "
            + methods.get(methods.size() - 2)
            + " <- "
            + methods.get(methods.size() - 1);
  }
}
