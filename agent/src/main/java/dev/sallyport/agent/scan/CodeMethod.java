package dev.sallyport.agent.scan;

import java.lang.reflect.Modifier;

/** One method of the image, equal to itself only. */
final class CodeMethod {
  final CodeType owner;
  final String name;
  final String descriptor;
  private final int access;

  CodeMethod(CodeType owner, String name, String descriptor, int access) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.access = access;
  }

  boolean isNative() {
    return Modifier.isNative(access);
  }

  /** Whether its package is no bound for callers and overriders. */
  boolean isPublicOrProtected() {
    return Modifier.isPublic(access) || Modifier.isProtected(access);
  }

  /** Whether a call finds it by the class of the receiver. */
  boolean isVirtual() {
    return !Modifier.isPrivate(access) && !Modifier.isStatic(access) && !name.equals("<init>");
  }

  /** Name and descriptor, by which calls are found. */
  String signature() {
    return name.concat(descriptor);
  }

  /** As documentation writes it, without the descriptor. */
  @Override
  public String toString() {
    return owner.name.replace('/', '.') + '#' + name;
  }
}
