package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Outcome;
import dev.sallyport.policy.decide.Principal;

/** How the protocol and the conventions call what was asked for and what came of it. */
final class Methods {
  private Methods() {}

  /** The protocol's method by which a client asked. */
  static String of(String operation) {
    return switch (operation) {
      case "call" -> "tools/call";
      case "read" -> "resources/read";
      case "subscribe" -> "resources/subscribe";
      case "get" -> "prompts/get";
      default -> "completion/complete";
    };
  }

  /** The {@code error.type} of a call that failed. */
  static String error(Principal.Primitive of, Outcome outcome) {
    if (outcome == Outcome.REFUSED) {
      return "refused";
    }
    return of instanceof Principal.Tool ? "tool_error" : SpanAttributes.OTHER;
  }
}
