package dev.sallyport.policy.model;

import dev.sallyport.policy.match.MethodName;
import org.jspecify.annotations.Nullable;

/**
 * A method of a server's own in which it calls its tools.
 *
 * @param arguments which argument of the method, from 0, has those of the call; null where none has
 * @param transport by which its calls come
 */
public record DispatchPoint(
    MethodName method, Tool tool, @Nullable Integer arguments, Transport transport) {

  /** By which way a call reaches the server. */
  public enum Transport {
    /** With a request over HTTP, or by a way that is not known. */
    HTTP,
    /** By the input of the process, where whoever started it writes. */
    STDIO
  }

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
