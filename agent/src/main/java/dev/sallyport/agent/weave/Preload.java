package dev.sallyport.agent.weave;

/**
 * The classes that {@link Weaver#transform} uses, loaded before it is installed.
 *
 * <p>A class that is first loaded inside {@code transform}, for the very class being loaded, is a
 * {@code ClassCircularityError}, and the failed resolution is permanent (JVMS §5.4.3). A test holds
 * this list against what the weaver really loads.
 */
final class Preload {
  private static final String ASM = org.objectweb.asm.ClassReader.class.getPackageName() + '.';
  private static final String WEAVE = Preload.class.getPackageName() + '.';

  private static final String[] ASM_CLASSES = {
    "AnnotationVisitor",
    "AnnotationWriter",
    "Attribute",
    "Attribute$Set",
    "ByteVector",
    "ClassReader",
    "ClassVisitor",
    "ClassWriter",
    "Context",
    "CurrentFrame",
    "Edge",
    "FieldVisitor",
    "FieldWriter",
    "Frame",
    "Handle",
    "Handler",
    "Label",
    "MethodVisitor",
    "MethodWriter",
    "ModuleVisitor",
    "ModuleWriter",
    "Opcodes",
    "RecordComponentVisitor",
    "Symbol",
    "SymbolTable",
    "SymbolTable$Entry",
    "Type",
    "TypePath",
    "TypeReference",
  };

  private static final String[] WEAVE_CLASSES = {
    "CallWeaver",
    "CallWeaver$1",
    "ClassWeaver",
    "Instructions",
    "LocalCounts",
    "LocalCounts$OneMethod",
    "MethodWeaver",
    "MethodWeaver$1",
    "Weaver",
  };

  private Preload() {}

  static void load() {
    for (String name : ASM_CLASSES) {
      load(ASM + name);
    }
    for (String name : WEAVE_CLASSES) {
      load(WEAVE + name);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, true, Preload.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
