package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.ToolPolicy;
import java.util.ArrayList;
import java.util.Collections;
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

  private final Policy policy;
  private final Mode mode;
  private final Surroundings surroundings;
  private final List<FileMatch> runtimeFiles;
  private final EgressFloor floor;
  private final Map<String, ListedTool> exact = new HashMap<>();
  private final List<ListedTool> globs = new ArrayList<>();
  private final Map<String, Tool> listed = new HashMap<>();
  private final Map<String, Tool> found = new ConcurrentHashMap<>();

  ToolIndex(
      Policy policy,
      Mode mode,
      Surroundings surroundings,
      List<FileMatch> runtimeFiles,
      EgressFloor floor) {
    this.policy = policy;
    this.mode = mode;
    this.surroundings = surroundings;
    this.runtimeFiles = runtimeFiles;
    this.floor = floor;
    for (Map.Entry<String, Entry<ToolPolicy>> tool : policy.tools().entrySet()) {
      NameGlob glob = NameGlob.parse(tool.getKey());
      ListedTool entry = new ListedTool(glob, tool.getKey(), tool.getValue());
      if (glob.isLiteral()) {
        exact.put(glob.literal(), entry);
      } else {
        globs.add(entry);
      }
    }
    Collections.sort(globs);
    for (String name : exact.keySet()) {
      listed.put(name, compile(name));
    }
  }

  Tool find(String name) {
    Tool tool = listed.get(name);
    if (tool == null) {
      tool = found.get(name);
    }
    if (tool == null) {
      tool = compile(name);
      if (found.size() < KEPT) {
        found.put(name, tool);
      }
    }
    return tool;
  }

  private Tool compile(String name) {
    List<Entry<ToolPolicy>> fitting = new ArrayList<>();
    ListedTool own = exact.get(name);
    if (own != null) {
      fitting.add(own.entry());
    }
    for (ListedTool glob : globs) {
      if (glob.name().matches(name)) {
        fitting.add(glob.entry());
      }
    }
    GrantCompiler compiler = new GrantCompiler(surroundings.realPath(), runtimeFiles);
    Mode toolMode = null;
    OnDenied onDenied = null;
    Decision call = null;
    Entry<ToolPolicy> denied = null;
    for (Entry<ToolPolicy> entry : fitting) {
      if (entry.value() instanceof ToolPolicy.Granted granted) {
        compiler.add(granted.grants());
        toolMode = toolMode == null ? granted.mode() : toolMode;
        onDenied = onDenied == null ? granted.onDenied() : onDenied;
        call = call == null ? Decisions.granted(entry) : call;
      } else if (denied == null) {
        denied = entry;
      }
    }
    Decision otherwise;
    if (denied != null) {
      call = new Decision(Verdict.DENY, Decisions.rule(denied), Reason.DENIED);
      otherwise = call;
      // Nothing that other entries grant is left of a tool that is denied.
      compiler = new GrantCompiler(surroundings.realPath(), runtimeFiles);
    } else if (call != null) {
      otherwise = new Decision(Verdict.DENY, call.rule(), Reason.NOT_GRANTED);
    } else {
      call = unlisted();
      Reason reason = call.denies() ? call.reason() : Reason.NOT_GRANTED;
      otherwise = new Decision(Verdict.DENY, call.rule(), reason);
    }
    Grants grants =
        new RuleGrants(
            new Principal.Tool(name),
            orPolicyMode(toolMode),
            compiler.compile(floor, otherwise),
            this);
    return new Tool(call, grants, onDenied == null ? OnDenied.CONTINUE : onDenied);
  }

  private Decision unlisted() {
    Entry<DefaultAccess> access = policy.defaultAccess();
    return access.value() == DefaultAccess.ALLOW
        ? Decisions.granted(access)
        : new Decision(Verdict.DENY, Decisions.rule(access), Reason.NOT_LISTED);
  }

  private Mode orPolicyMode(@Nullable Mode toolMode) {
    return toolMode == null ? mode : toolMode;
  }
}
