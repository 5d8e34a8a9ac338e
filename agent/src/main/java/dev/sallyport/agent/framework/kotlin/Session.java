package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.ProcessInput;
import org.jspecify.annotations.Nullable;

/**
 * A session of the SDK, which has one transport.
 *
 * @param session null where it is not known
 * @param input of this process
 */
record Session(@Nullable Object session, ProcessInput input) {
  private static final String TRANSPORT =
      "io.modelcontextprotocol.kotlin.sdk.server.StdioServerTransport";

  /**
   * Whether it is that with who writes to the input of this process. A transport is connected after
   * the session got its handlers.
   */
  boolean readsInput() {
    if (session == null) {
      return false;
    }
    Object transport;
    try {
      transport = session.getClass().getMethod("getTransport").invoke(session);
    } catch (ReflectiveOperationException e) {
      return false;
    }
    return transport != null
        && transport.getClass().getName().equals(TRANSPORT)
        && input.is(stream(ProcessInput.field(transport, "inputStream", "input")));
  }

  /** What a buffered source of {@code kotlinx.io} reads in the end. */
  private static @Nullable Object stream(@Nullable Object buffered) {
    return ProcessInput.field(ProcessInput.field(buffered, "source"), "input");
  }
}
