package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches backwards from a native method for a way that no row guards.
 *
 * <p>A search ends well when every way back ends in a guarded method or call. It ends badly in a
 * method that code outside the JDK can call, and in one that nobody seems to call: who knows who
 * does.
 */
final class Routes {
  private final Callers callers;
  private final Guards guards;
  private final Set<String> exemptCalls;

  /** Of each method known to be open: the next one outwards, or itself. */
  private final Map<CodeMethod, CodeMethod> outwards = new HashMap<>();

  /**
   * Searches.
   *
   * @param exemptCalls calls that were reviewed, written {@code callee <- caller}
   */
  Routes(Callers callers, Guards guards, Set<String> exemptCalls) {
    this.callers = callers;
    this.guards = guards;
    this.exemptCalls = exemptCalls;
  }

  /** Of a method that anyone can call there is nothing more to say. */
  NativeMethod look(CodeMethod method) {
    if (callers.isEntry(method)) {
      Route itself = new Route(List.of(method.toString()));
      return NativeMethod.of(method, List.of(), List.of(), List.of(itself));
    }
    Map<String, Hook> hooks = new LinkedHashMap<>();
    List<Route> open = new ArrayList<>();
    List<String> direct = new ArrayList<>();
    for (CodeMethod caller : callers.of(method)) {
      direct.add(caller.toString());
      Route route = isHeld(method, caller, hooks) ? null : search(caller, hooks);
      if (route != null) {
        open.add(route);
      }
    }
    if (open.isEmpty() && hooks.isEmpty()) {
      open.add(new Route(List.of(method.toString(), Route.NOBODY)));
    }
    return NativeMethod.of(method, List.copyOf(hooks.values()), direct, open);
  }

  private @Nullable Route search(CodeMethod from, Map<String, Hook> hooks) {
    Map<CodeMethod, CodeMethod> inwards = new HashMap<>();
    Deque<CodeMethod> queue = new ArrayDeque<>();
    inwards.put(from, from);
    queue.add(from);
    while (!queue.isEmpty()) {
      CodeMethod method = queue.remove();
      if (outwards.containsKey(method) || callers.isEntry(method)) {
        return open(method, inwards);
      }
      Set<CodeMethod> further = callers.of(method);
      if (further.isEmpty()) {
        return open(method, inwards);
      }
      for (CodeMethod caller : further) {
        if (!isHeld(method, caller, hooks) && inwards.putIfAbsent(caller, method) == null) {
          queue.add(caller);
        }
      }
    }
    return null;
  }

  private Route open(CodeMethod end, Map<CodeMethod, CodeMethod> inwards) {
    outwards.putIfAbsent(end, end);
    CodeMethod first = end;
    for (CodeMethod next = inwards.get(end); next != first; next = inwards.get(next)) {
      outwards.put(next, first);
      first = next;
    }
    List<String> methods = new ArrayList<>();
    CodeMethod last = first;
    methods.add(last.toString());
    for (CodeMethod next = outwards.get(last); next != last; next = outwards.get(last)) {
      methods.add(next.toString());
      last = next;
    }
    if (!callers.isEntry(last)) {
      methods.add(Route.NOBODY);
    }
    return new Route(List.copyOf(methods));
  }

  /** Whether that call need not be followed: a row stands there, or it was reviewed. */
  private boolean isHeld(CodeMethod callee, CodeMethod caller, Map<String, Hook> hooks) {
    if (exemptCalls.contains(callee + " <- " + caller)) {
      return true;
    }
    List<Hook> rows = guards.between(caller, callee);
    rows.forEach(row -> hooks.put(row.toString(), row));
    return !rows.isEmpty();
  }
}
