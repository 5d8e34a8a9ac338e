package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy leaves of the grants that the one it extends gives: what its own rules allow as
 * well. Of what it says nothing the other one's grants stay.
 *
 * @param said the keys of grants that its entries have
 * @param readOnly the denial of all that changes something; null where it may
 */
record Narrowed(Grants base, Grants own, Set<String> said, @Nullable Decision readOnly)
    implements Grants {
  @Override
  public Principal principal() {
    return own.principal();
  }

  @Override
  public String policy() {
    return own.policy();
  }

  @Override
  public Mode mode() {
    return own.mode();
  }

  @Override
  public boolean includes(Grants other) {
    return this == other || base.includes(other);
  }

  @Override
  public Decision decide(Request request) {
    Decision decision = base.decide(request);
    if (decision.denies()) {
      return decision;
    }
    Decision narrower = own.decide(request);
    boolean silent = narrower.reason() == Reason.NOT_GRANTED && !says(request);
    if (narrower.denies() && !silent) {
      return narrower;
    }
    return readOnly != null && request.changes() ? readOnly : decision;
  }

  private boolean says(Request request) {
    if (request instanceof Request.File file) {
      return switch (file.operation()) {
        case READ, LIST -> said.contains("files.read");
        case WRITE -> said.contains("files.write");
        case DELETE -> said.contains("files.delete");
        // What may be changed or removed may be looked at, so all three have to be known.
        case STAT ->
            said.contains("files.read")
                && said.contains("files.write")
                && said.contains("files.delete");
      };
    }
    if (request instanceof Request.Network network) {
      return switch (network.operation()) {
        case LISTEN, LISTEN_FOR_ANSWERS, JOIN -> said.contains("listen");
        case CONNECT, SEND -> saysWhereTo();
      };
    }
    if (request instanceof Request.McpClient) {
      return said.contains("mcp");
    }
    if (request instanceof Request.Credential) {
      return said.contains("credentials");
    }
    if (request instanceof Request.Passthrough) {
      return said.contains("passthrough");
    }
    if (request instanceof Request.Exec) {
      return said.contains("exec");
    }
    if (request instanceof Request.Environment) {
      return said.contains("env");
    }
    if (request instanceof Request.Library) {
      return said.contains("libraries");
    }
    if (request instanceof Request.Jvm) {
      return said.contains("jvm");
    }
    return saysWhereTo();
  }

  /** A grant of URLs is one of connections too, and the other way round: both are one word. */
  private boolean saysWhereTo() {
    return said.contains("net") || said.contains("http");
  }
}
