package dev.sallyport.agent.scan;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One class of the image: what it inherits, and what it has. Mutable while the image is read. */
final class CodeType {
  final String module;
  final String name;
  final List<String> parents = new ArrayList<>();
  final List<CodeMethod> methods = new ArrayList<>();
  final List<CodeType> children = new ArrayList<>();
  private final boolean visible;

  /** The method that a local or anonymous class stands in, or its initialisers' class only. */
  @Nullable Enclosing enclosing;

  /**
   * A class.
   *
   * @param exported whether its package is exported or opened to everyone
   */
  CodeType(String module, String name, int access, boolean exported) {
    this.module = module;
    this.name = name;
    this.visible = exported && Modifier.isPublic(access);
  }

  /** Whether code of any module can name it. */
  boolean isVisible() {
    return visible;
  }

  @Nullable CodeMethod method(String methodName, String descriptor) {
    for (CodeMethod method : methods) {
      if (method.name.equals(methodName) && method.descriptor.equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  /**
   * Where a local class stands (JVMS §4.7.7).
   *
   * @param method name and descriptor, or null in an initialiser
   */
  record Enclosing(String owner, @Nullable String method) {}
}
