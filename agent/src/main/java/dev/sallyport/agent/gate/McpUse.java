package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks whether this server may act as a client of another MCP server. */
final class McpUse {
  private final Checkpoint checkpoint;

  private enum Kind {
    CLIENT
  }

  McpUse(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /**
   * What may go on is recorded the first time only.
   *
   * @param hook the id of the row
   * @param targets one server by each of its names, as {@code host:port}, or {@code stdio}
   */
  @Nullable Refusal pass(String hook, @Nullable Context context, List<String> targets) {
    String target = targets.get(0);
    for (int i = targets.size() - 1; i >= 0; i--) {
      String name = targets.get(i);
      if (Repeated.find(checkpoint.decided(context), Kind.CLIENT, name, 0) != null) {
        return null;
      }
      if (!checkpoint.denies(context, new Request.McpClient(name))) {
        target = name;
      }
    }
    return checkpoint.pass(
        context,
        new Request.McpClient(target),
        new Subject("mcp", "client", hook),
        target,
        Kind.CLIENT,
        target,
        0);
  }
}
