package dev.sallyport.policy.decide;

import dev.sallyport.policy.condition.Facts;
import dev.sallyport.policy.condition.Variable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions can know of a call. */
record CallFacts(Request.ToolCall call, Circumstances circumstances) implements Facts {
  @Override
  public @Nullable Object get(Variable variable) {
    Caller caller = circumstances.caller();
    Session session = circumstances.session();
    return switch (variable) {
      case TOOL -> call.tool();
      case ARGUMENTS -> call.arguments();
      case CALLER_SUBJECT -> caller == null ? "" : caller.subject();
      case CALLER_ROLE -> role(caller);
      case CALLER_ROLES -> caller == null ? Set.of() : caller.roles();
      case CALLER_TENANT -> caller == null ? "" : text(caller.tenant());
      case CALLER_AGENT -> caller == null ? "" : text(caller.agent());
      case CALLER_SCOPES -> caller == null || caller.scopes() == null ? Set.of() : caller.scopes();
      case SESSION_AGE -> session == null ? null : session.age();
      case SESSION_IDLE -> session == null ? null : session.idle();
      case SESSION_PURPOSE -> session == null ? "" : text(session.purpose());
      case NOW -> circumstances.now();
    };
  }

  private static String role(@Nullable Caller caller) {
    return caller != null && caller.roles().size() == 1 ? caller.roles().iterator().next() : "";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
