package dev.sallyport.agent.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** All classes of an image and every call in them. */
final class Code {
  private final Map<String, CodeType> types = new HashMap<>();
  private final Map<String, List<Call>> calls = new HashMap<>();
  private final List<CodeMethod> natives = new ArrayList<>();

  /**
   * A call, or a handle of a method that a lambda or a constant holds.
   *
   * @param caller the method that it stands in
   * @param owner the class that it names
   * @param exact whether the receiver's class doesn't matter ({@code invokespecial})
   */
  record Call(CodeMethod caller, String owner, boolean exact) {}

  /** Reads one class file. */
  void add(String module, boolean exported, byte[] bytes) {
    new ClassReader(bytes)
        .accept(
            new CodeReader(this, module, exported),
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  void add(CodeType type) {
    types.put(type.name, type);
  }

  void add(CodeMethod caller, String owner, String signature, boolean exact) {
    List<Call> known = calls.computeIfAbsent(signature, key -> new ArrayList<>(2));
    Call call = new Call(caller, owner, exact);
    if (known.isEmpty() || !known.get(known.size() - 1).equals(call)) {
      known.add(call);
    }
  }

  /** Once all classes are read: who inherits from whom, and what is native. */
  void link() {
    for (CodeType type : types.values()) {
      for (String name : type.parents) {
        CodeType parent = types.get(name);
        if (parent != null) {
          parent.children.add(type);
        }
      }
      type.methods.stream().filter(CodeMethod::isNative).forEach(natives::add);
    }
    natives.sort(Comparator.comparing(method -> method.owner.name));
  }

  /** The native methods, by class. */
  List<CodeMethod> natives() {
    return natives;
  }

  @Nullable CodeType type(String name) {
    return types.get(name);
  }

  List<Call> calls(String signature) {
    return calls.getOrDefault(signature, List.of());
  }
}
