package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a policy by name. A tool has what all entries that fit its name grant together; the
 * most specific of them that says so gives its mode and is named where nothing else is.
 */
final class ToolIndex {
  /** Clients choose the names of the calls they make, so what is kept for names is bounded. */
  private static final int KEPT = 1024;

  private final CompiledPolicy policy;
  private final Mode mode;
  private final List<ToolEntry> globs = new ArrayList<>();
  private final Map<String, Tool> listed = new HashMap<>();
  private final Map<String, Tool> found = new ConcurrentHashMap<>();

  ToolIndex(CompiledPolicy policy, Mode mode) {
    this.policy = policy;
    this.mode = mode;
    List<ToolEntry> exact = new ArrayList<>();
    for (ToolEntry entry : policy.tools()) {
      (entry.name().isLiteral() ? exact : globs).add(entry);
    }
    for (ToolEntry entry : exact) {
      listed.put(entry.name().literal(), tool(entry.name().literal(), entry));
    }
  }

  Tool find(String name) {
    Tool tool = listed.get(name);
    if (tool == null) {
      tool = found.get(name);
    }
    if (tool == null) {
      tool = tool(name, null);
      if (found.size() < KEPT) {
        found.put(name, tool);
      }
    }
    return tool;
  }

  /**
   * Puts a tool together from the entries that fit its name.
   *
   * @param exact the entry of just that name, or null
   */
  private Tool tool(String name, @Nullable ToolEntry exact) {
    List<ToolEntry> fitting = new ArrayList<>();
    if (exact != null) {
      fitting.add(exact);
    }
    for (ToolEntry glob : globs) {
      if (glob.name().matches(name)) {
        fitting.add(glob);
      }
    }
    Decision call = fitting.isEmpty() ? policy.unlisted() : fitting.get(0).call();
    Mode toolMode = null;
    for (ToolEntry entry : fitting) {
      call = call.denies() ? call : narrowed(call, entry);
      toolMode = toolMode == null ? entry.mode() : toolMode;
    }
    RuleSetBuilder rules = new RuleSetBuilder();
    for (ToolEntry entry : fitting) {
      if (entry.rules() != null) {
        // Nothing that other entries grant is left of a tool that is denied.
        if (call.denies()) {
          rules.addDenies(entry.rules());
        } else {
          rules.add(entry.rules());
        }
      }
    }
    Grants grants =
        new RuleGrants(
            new Principal.Tool(name),
            toolMode == null ? mode : toolMode,
            rules.build(policy, otherwise(call)),
            this);
    return new Tool(
        call, grants, fitting.isEmpty() ? OnDenied.CONTINUE : fitting.get(0).onDenied());
  }

  private static Decision narrowed(Decision call, ToolEntry entry) {
    return entry.call().denies() ? entry.call() : call;
  }

  private static Decision otherwise(Decision call) {
    return call.denies() ? call : new Decision(Verdict.DENY, call.rule(), Reason.NOT_GRANTED);
  }
}
