package dev.sallyport.agent.scan;

import dev.sallyport.agent.scan.Code.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can call a method, rather too many than too few.
 *
 * <p>A virtual call reaches a method if some class could be the receiver of both: it inherits from
 * the method's class and from the one that the call names. Calls by reflection and from native code
 * are not seen; what nobody seems to call is therefore not taken for unreachable.
 */
final class Callers {
  private final Code code;
  private final Map<CodeType, Set<String>> kin = new HashMap<>();
  private final Map<String, Set<String>> parents = new HashMap<>();
  private final Map<CodeMethod, Set<CodeMethod>> known = new HashMap<>();

  Callers(Code code) {
    this.code = code;
  }

  /** The methods that call this one. */
  Set<CodeMethod> of(CodeMethod method) {
    return known.computeIfAbsent(method, this::find);
  }

  private Set<CodeMethod> find(CodeMethod method) {
    Set<CodeMethod> callers = new LinkedHashSet<>();
    CodeMethod maker = maker(method);
    if (maker != null) {
      callers.add(maker);
      return callers;
    }
    List<Call> calls = code.calls(method.signature());
    for (Call call : calls) {
      boolean byReceiver = method.isVirtual() && !call.exact();
      boolean reaches =
          byReceiver
              ? kin(method.owner).contains(call.owner())
              : inherits(call.owner(), method.owner.name);
      if (reaches && call.caller() != method) {
        callers.add(call.caller());
      }
    }
    return callers;
  }

  /** Whether code outside the JDK can call it: by its name, or by that of what it overrides. */
  boolean isEntry(CodeMethod method) {
    if (!method.isPublicOrProtected()) {
      return false;
    }
    if (method.owner.isVisible()) {
      return true;
    }
    return method.isVirtual() && maker(method) == null && overridesVisible(method);
  }

  /**
   * The method in which a local class stands whose method is only called through a visible type,
   * such as {@code PrivilegedAction.run}: only there can an instance be made.
   */
  private @Nullable CodeMethod maker(CodeMethod method) {
    CodeType.Enclosing enclosing = method.owner.enclosing;
    if (enclosing == null
        || enclosing.method() == null
        || !method.isVirtual()
        || !overridesVisible(method)) {
      return null;
    }
    CodeType owner = code.type(enclosing.owner());
    if (owner != null) {
      for (CodeMethod candidate : owner.methods) {
        if (candidate.signature().equals(enclosing.method())) {
          return candidate;
        }
      }
    }
    return null;
  }

  private boolean overridesVisible(CodeMethod method) {
    for (String name : kin(method.owner)) {
      CodeType type = code.type(name);
      if (type != null && type != method.owner && type.isVisible()) {
        CodeMethod same = type.method(method.name, method.descriptor);
        if (same != null && same.isVirtual() && same.isPublicOrProtected()) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the receiver of a method of this class may be called by. */
  private Set<String> kin(CodeType type) {
    return kin.computeIfAbsent(type, this::findKin);
  }

  private Set<String> findKin(CodeType type) {
    Set<String> found = new HashSet<>();
    Set<CodeType> heirs = new HashSet<>();
    Deque<CodeType> queue = new ArrayDeque<>();
    queue.add(type);
    while (!queue.isEmpty()) {
      CodeType heir = queue.remove();
      if (heirs.add(heir)) {
        addParents(heir.name, found);
        queue.addAll(heir.children);
      }
    }
    return found;
  }

  private void addParents(String name, Set<String> found) {
    if (found.add(name)) {
      CodeType type = code.type(name);
      if (type != null) {
        for (String parent : type.parents) {
          addParents(parent, found);
        }
      }
    }
  }

  private boolean inherits(String name, String from) {
    return name.equals(from) || parents.computeIfAbsent(name, this::findParents).contains(from);
  }

  private Set<String> findParents(String name) {
    Set<String> found = new HashSet<>();
    addParents(name, found);
    return found;
  }
}
