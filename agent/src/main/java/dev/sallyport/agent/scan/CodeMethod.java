package dev.sallyport.agent.scan;

import org.objectweb.asm.Opcodes;

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
    return (access & Opcodes.ACC_NATIVE) != 0;
  }

  /** Whether its package is no bound for callers and overriders. */
  boolean isPublicOrProtected() {
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
  }

  /** Whether a call finds it by the class of the receiver. */
  boolean isVirtual() {
    return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0 && !name.equals("<init>");
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
