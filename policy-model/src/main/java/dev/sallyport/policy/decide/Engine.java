package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy. Immutable but for a bounded memory of tool names; safe for any thread.
 *
 * <p>A gate asks {@link #decide} whether a tool may be called, keeps the {@link #grants} of that
 * tool for the time of the call, and asks them about everything the call touches.
 */
public final class Engine {
  private final CompiledPolicy policy;
  private final Mode mode;
  private final ToolIndex tools;
  private final Grants starting;
  private final Grants serving;

  private Engine(CompiledPolicy policy, Mode mode) {
    this.policy = policy;
    this.mode = mode;
    this.tools = new ToolIndex(policy, mode);
    Principal.Server starting = new Principal.Server(Phase.STARTING);
    this.starting =
        policy.starting() == null
            ? new EverythingGranted(starting, mode)
            : server(starting, policy.starting(), policy.notStarting());
    this.serving =
        server(new Principal.Server(Phase.SERVING), policy.serving(), policy.notServing());
  }

  private Grants server(
      Principal.Server principal, @Nullable EntryRules entry, Decision otherwise) {
    RuleSetBuilder rules = new RuleSetBuilder();
    if (entry != null) {
      rules.add(entry);
    }
    rules.addServer();
    RuleSet built = rules.build(policy, otherwise);
    return new RuleGrants(principal, mode, built, tools);
  }

  /** Compiles a policy. Only here is {@link Surroundings#realPath} asked. */
  public static Engine compile(Policy policy, Surroundings surroundings) {
    return new Engine(CompiledPolicy.of(policy, surroundings), policy.mode());
  }

  /** The same policy in another mode; a tool that has a mode of its own keeps it. */
  public Engine withMode(Mode other) {
    return other == mode ? this : new Engine(policy, other);
  }

  /** The mode of what has none of its own. */
  public Mode mode() {
    return mode;
  }

  /** The mode of a tool's calls. */
  public Mode toolMode(String tool) {
    return tools.find(tool).grants().mode();
  }

  /** What becomes of a call in which an operation was denied. */
  public OnDenied onDenied(String tool) {
    return tools.find(tool).onDenied();
  }

  /** Whether a tool may be called. */
  public Decision decide(Request.ToolCall call) {
    try {
      return tools.find(call.tool()).call();
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  /** What a principal may touch. A call looks this up once and keeps it. */
  public Grants grants(Principal principal) {
    if (principal instanceof Principal.Tool tool) {
      return tools.find(tool.name()).grants();
    }
    return ((Principal.Server) principal).phase() == Phase.STARTING ? starting : serving;
  }
}
