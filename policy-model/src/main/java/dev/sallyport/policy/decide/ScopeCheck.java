package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.ArgumentScope;
import dev.sallyport.policy.model.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what some arguments name together to one scope. */
final class ScopeCheck implements CallCheck {
  private final ArgumentScope scope;
  private final Decision denied;

  ScopeCheck(Entry<ArgumentScope> written) {
    this.scope = written.value();
    this.denied = Decisions.denied(written, Reason.ARGUMENT_SCOPE);
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Map<?, ?> arguments = call.arguments();
    String named = arguments == null ? null : scope.template().compose(arguments);
    boolean inside =
        named != null && matches(scope.only(), named) && !matches(scope.except(), named);
    return inside ? null : denied;
  }

  private static boolean matches(List<PathPattern> globs, String path) {
    for (PathPattern glob : globs) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
