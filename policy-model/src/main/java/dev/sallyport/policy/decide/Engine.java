package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy. Immutable but for a bounded memory of tool names; safe for any thread.
 *
 * <p>A gate asks {@link #decide} whether a tool may be called, keeps the {@link #grants} of that
 * tool for the time of the call, and asks them about everything the call touches.
 */
public final class Engine {
  private static final Rule SERVING = new Rule("built-in.serving", 0);

  private final Policy policy;
  private final Surroundings surroundings;
  private final Mode mode;
  private final ToolIndex tools;
  private final Grants starting;
  private final Grants serving;

  private Engine(Policy policy, Surroundings surroundings, Mode mode) {
    this.policy = policy;
    this.surroundings = surroundings;
    this.mode = mode;
    List<FileMatch> runtimeFiles = RuntimeFiles.of(surroundings);
    EgressFloor floor = new EgressFloor(policy.egress());
    this.tools = new ToolIndex(policy, mode, surroundings, runtimeFiles, floor);
    Principal.Server startingServer = new Principal.Server(Phase.STARTING);
    Entry<GrantSet> written = policy.runtime().starting();
    this.starting =
        written == null
            ? new EverythingGranted(startingServer, mode)
            : server(startingServer, written, runtimeFiles, floor);
    this.serving =
        server(
            new Principal.Server(Phase.SERVING), policy.runtime().serving(), runtimeFiles, floor);
  }

  private Grants server(
      Principal.Server principal,
      @Nullable Entry<GrantSet> written,
      List<FileMatch> runtimeFiles,
      EgressFloor floor) {
    GrantCompiler compiler = new GrantCompiler(surroundings.realPath(), runtimeFiles);
    if (written != null) {
      compiler.add(written.value());
    }
    Rule rule = written == null ? SERVING : Decisions.rule(written);
    Decision otherwise = new Decision(Verdict.DENY, rule, Reason.NOT_GRANTED);
    return new RuleGrants(principal, mode, compiler.compile(floor, otherwise), tools);
  }

  /**
   * Compiles a policy. Asks {@link Surroundings#realPath} for the root of each path, now and at the
   * first call of a tool that only a glob lists.
   */
  public static Engine compile(Policy policy, Surroundings surroundings) {
    return new Engine(policy, surroundings, policy.mode());
  }

  /** The same policy in another mode; a tool that has a mode of its own keeps it. */
  public Engine withMode(Mode other) {
    return other == mode ? this : new Engine(policy, surroundings, other);
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
