package dev.sallyport.agent.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Weaves by ASM, which knows all there may be in a class. */
final class ClassRewriter {
  private ClassRewriter() {}

  static byte[] rewrite(byte[] bytes, MatchedRows rows) {
    ClassReader reader = new ClassReader(bytes);
    // The reader is passed so that methods without a hook are copied as they are.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new ClassWeaver(writer, rows, LocalCounts.in(reader, rows)), 0);
    return writer.toByteArray();
  }
}
