package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A change of the agent's state in one line, without what only a machine makes something of. */
final class StateText {
  private static final Set<String> OF_THE_CHAIN = Set.of("checkpoint", "rotated", "recovered");
  private static final Set<String> DIGESTS = Set.of("digest", "head", "key", "signature");

  private StateText() {}

  static String of(State state) {
    String text = state.kind().equals("inventory") ? tools(state) : details(state);
    return (state.kind() + " " + text).strip();
  }

  /** There can be a hundred of them. */
  private static String tools(State state) {
    long covered =
        state.details().values().stream().filter(said -> said.startsWith("covered")).count();
    return "tools " + state.details().size() + ", covered " + covered;
  }

  private static String details(State state) {
    List<String> details = new ArrayList<>();
    state
        .details()
        .forEach(
            (name, value) -> {
              if (!OF_THE_CHAIN.contains(state.kind()) || !DIGESTS.contains(name)) {
                details.add(name + " " + value);
              }
            });
    return String.join(", ", details);
  }
}
