package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both are asked. */
sealed interface Question {
  /** What the reference says. */
  boolean isAllowed(Reference reference);

  /** In what the engine says something else; null where it does not. */
  @Nullable String difference(Reference reference, Engine engine);

  /** Whether something may be used. */
  record Use(Request.Invocation invocation, Circumstances circumstances) implements Question {
    @Override
    public boolean isAllowed(Reference reference) {
      return reference.allows(invocation, circumstances);
    }

    @Override
    public @Nullable String difference(Reference reference, Engine engine) {
      Principal.Primitive of = invocation.of();
      boolean allowed = isAllowed(reference);
      Decision decision = engine.decide(invocation, circumstances);
      if (decision.denies() == allowed) {
        return this + ": " + decision;
      }
      if (!Reference.isClear(of)) {
        return null;
      }
      String mode = reference.mode(of);
      if (mode != null && !engine.mode(of).name().toLowerCase(Locale.ROOT).equals(mode)) {
        return of + ": mode " + engine.mode(of);
      }
      String denied = reference.onDenied(of);
      return allowed
              && denied != null
              && !engine.onDenied(of).name().toLowerCase(Locale.ROOT).equals(denied)
          ? of + ": on-denied " + engine.onDenied(of)
          : null;
    }
  }

  /** Whether something may be touched. */
  record Touch(Principal principal, Request request) implements Question {
    private static final List<String> KEYS =
        List.of("files", "net", "http", "listen", "exec", "env");

    @Override
    public boolean isAllowed(Reference reference) {
      return reference.allows(principal, request);
    }

    @Override
    public @Nullable String difference(Reference reference, Engine engine) {
      Decision decision = engine.grants(principal).decide(request);
      if (decision.denies() == isAllowed(reference)) {
        return this + ": " + decision;
      }
      boolean looks =
          request instanceof Request.File file && file.operation() == FileOperation.STAT;
      return principal instanceof Principal.Primitive of && !decision.denies() && !looks
          ? named(reference, of, decision)
          : null;
    }

    /**
     * A record names the first entry whose grants of that key cover it. A look at a file follows
     * from several keys.
     */
    private @Nullable String named(Reference reference, Principal.Primitive of, Decision decision) {
      Map<String, Object> fitting = reference.fitting(of);
      String rule = decision.rule().path();
      int first = -1;
      for (String name : reference.bySpecificity(of)) {
        String path = of.kind() + "s." + name + ".";
        for (String key : KEYS) {
          Map<String, Object> entry = Tree.map(fitting, name);
          boolean named = rule.startsWith(path + key);
          boolean covers =
              rule.contains("." + key)
                  && entry.containsKey(key)
                  && Reference.grants(Map.of(key, entry.get(key)), request);
          if (covers && named && first <= Reference.rank(name)) {
            return null;
          }
          first = covers ? Math.max(first, Reference.rank(name)) : first;
        }
      }
      return first < 0 ? null : this + ": " + decision + " is not the first";
    }
  }
}
