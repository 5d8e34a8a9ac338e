package dev.sallyport.agent.weave;

/**
 * The classes that {@link Weaver#transform} uses, loaded before it is installed.
 *
 * <p>A class that is first loaded inside {@code transform}, for the very class being loaded, is a
 * {@code ClassCircularityError}, and the failed resolution is permanent (JVMS §5.4.3). A test holds
 * this list against what the weaver really loads.
 *
 * <p>Without what {@link ClassRewriter} uses, which is much, and which no class of the JDK needs
 * that has rows: what does is the application's, and nothing of ours waits for that.
 */
final class Preload {
  private static final String ASM = org.objectweb.asm.MethodVisitor.class.getPackageName() + '.';
  private static final String WEAVE = Preload.class.getPackageName() + '.';

  private static final String[] ASM_CLASSES = {
    "Label", "MethodVisitor", "Type",
  };

  private static final String[] WEAVE_CLASSES = {
    "AddedConstants",
    "Bytes",
    "CallWeaver",
    "CallWeaver$1",
    "ClassFile",
    "ClassPatcher",
    "CodePatcher",
    "CodePatcher$Jump",
    "CodeTables",
    "Instructions",
    "MatchedRows",
    "MatchedRows$Locals",
    "MethodWeaver",
    "MethodWeaver$1",
    "PatchedCode",
    "PatchedCode$Frame",
    "PatchedCode$Handler",
    "PatchedCode$Jump",
    "UnusualClass",
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
