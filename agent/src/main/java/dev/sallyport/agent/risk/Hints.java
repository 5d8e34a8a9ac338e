package dev.sallyport.agent.risk;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Risk;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The risk that tools give themselves by their annotations, as they were last listed. Where the
 * policy says nothing of a tool's risk, one that calls itself read-only is watched.
 */
public final class Hints {
  /** More than servers offer, and more kinds of operations than there are. */
  private static final int MOST = 4096;

  private static final long NANOS = 1_000_000_000L;

  private final Recorder recorder;
  private final Map<String, Risk> hints = new ConcurrentHashMap<>();

  /** By the name of the tool, under the policy that was last asked. */
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  public Hints(Recorder recorder) {
    this.recorder = recorder;
  }

  /**
   * The server shows it.
   *
   * @param definition the members of its JSON
   */
  public void see(Principal.Primitive primitive, Map<?, ?> definition) {
    if (!(primitive instanceof Principal.Tool)) {
      return;
    }
    Risk risk =
        definition.get("annotations") instanceof Map<?, ?> annotations ? risk(annotations) : null;
    if (risk == null) {
      hints.remove(primitive.name());
    } else if (hints.size() < MOST || hints.containsKey(primitive.name())) {
      hints.put(primitive.name(), risk);
    }
  }

  /** As the protocol reads them: one that only reads destroys nothing, whatever else it says. */
  private static @Nullable Risk risk(Map<?, ?> annotations) {
    if (Boolean.TRUE.equals(annotations.get("readOnlyHint"))) {
      return Risk.READ;
    }
    Object destructive = annotations.get("destructiveHint");
    if (Boolean.TRUE.equals(destructive)) {
      return Risk.DESTRUCTIVE;
    }
    return Boolean.FALSE.equals(destructive) ? Risk.WRITE : null;
  }

  /** Null where it does not say. */
  public @Nullable Risk of(Principal.Primitive primitive) {
    return primitive instanceof Principal.Tool ? hints.get(primitive.name()) : null;
  }

  /** The grants of a call: those of what is called, watched where it calls itself read-only. */
  public Grants grants(Engine engine, Principal.Primitive of) {
    Grants grants = engine.grants(of);
    if (of(of) != Risk.READ) {
      return grants;
    }
    Decision denial = engine.contradicted(of);
    if (denial == null && engine.risk(of) != null) {
      return grants;
    }
    Watched known = watched.get(of.name());
    if (known != null && known.grants() == grants) {
      return known;
    }
    Watched fresh = new Watched(grants, denial, this);
    if (watched.size() < MOST || known != null) {
      watched.put(of.name(), fresh);
    }
    return fresh;
  }

  /** The same by a policy that decides nothing: what it lets a tool change is not told. */
  public Grants shadow(Engine engine, Principal.Primitive of) {
    Grants grants = engine.grants(of);
    Decision denial = of(of) == Risk.READ ? engine.contradicted(of) : null;
    return denial == null ? grants : new Watched(grants, denial, this);
  }

  /** A tool that calls itself read-only is about to change something, which is allowed. */
  void tell(Principal principal, Request change) {
    String tool = ((Principal.Tool) principal).name();
    String what = what(change);
    if (told.size() >= MOST || !told.add(tool.concat("\n").concat(what))) {
      return;
    }
    Instant now = Instant.now();
    recorder.accept(
        new Entry.StateChanged(
            now.getEpochSecond() * NANOS + now.getNano(),
            "contradiction",
            Map.of("tool", tool, "hint", "readOnlyHint", "operation", what)));
  }

  private static String what(Request change) {
    if (change instanceof Request.File file) {
      return switch (file.operation()) {
        case DELETE -> "file delete";
        case STAT, LIST, READ, WRITE -> "file write";
      };
    }
    return change instanceof Request.Http http ? "http ".concat(http.method()) : "process start";
  }

  /**
   * Grants that tell of changes, or deny them.
   *
   * @param denial null where changes are only told of
   */
  private record Watched(Grants grants, @Nullable Decision denial, Hints hints) implements Grants {
    @Override
    public Principal principal() {
      return grants.principal();
    }

    @Override
    public String policy() {
      return grants.policy();
    }

    @Override
    public Mode mode() {
      return grants.mode();
    }

    @Override
    public boolean includes(Grants other) {
      return equals(other) || grants.includes(other);
    }

    @Override
    public Decision decide(Request request) {
      Decision decision = grants.decide(request);
      if (decision.denies() || !request.changes()) {
        return decision;
      }
      if (denial == null) {
        hints.tell(grants.principal(), request);
        return decision;
      }
      return denial;
    }
  }
}
