package dev.sallyport.policy.model;

import dev.sallyport.policy.match.MethodName;
import org.jspecify.annotations.Nullable;

/**
 * A method of a server's own in which it calls its tools.
 *
 * @param arguments which argument of the method, from 0, has those of the call; null where none has
 */
public record DispatchPoint(MethodName method, Tool tool, @Nullable Integer arguments) {

  /** What says which tool is called. */
  public sealed interface Tool {

    /**
     * An argument of the method.
     *
     * @param index from 0
     */
    record Argument(int index) implements Tool {}

    /** Always that one. */
    record Named(String name) implements Tool {}
  }
}
