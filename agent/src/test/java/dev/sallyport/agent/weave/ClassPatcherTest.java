package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.start.Hooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** What {@link ClassPatcher} makes of a class, held against what ASM makes of it. */
class ClassPatcherTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final int SEAL = 0x1234567;
  private static final Pattern ROOM = Pattern.compile(" MAX(?:STACK|LOCALS) = ([0-9]+)");

  @Test
  void patch_everyClassThatHasRows_isWhatAsmMakes() throws IOException {
    HookTable table = Hooks.all().sealed(SEAL);
    Set<String> owners = new TreeSet<>();
    for (Hook row : table.rows()) {
      owners.add(row.owner());
    }

    int compared = 0;
    for (String owner : owners) {
      try (InputStream in = ClassLoader.getSystemResourceAsStream(owner + ".class")) {
        if (in != null && table.appliesTo(table.of(owner), FEATURE)) {
          compare(owner, in.readAllBytes(), table);
          compared++;
        }
      }
    }

    assertThat(compared).isGreaterThan(100);
  }

  /** Each shape of hook that asks little of a method, in every method of many classes. */
  @Test
  void patch_everyMethodOfTheJdk_isWhatAsmMakes() throws IOException {
    int compared = 0;
    for (Path file : classes("java/util", "java/lang", "java/io", "sun/nio/fs", "sun/security")) {
      byte[] bytes = Files.readAllBytes(file);
      List<Hook> rows = rowsOf(bytes);
      if (!rows.isEmpty()) {
        compare(rows.get(0).owner(), bytes, HookTable.of(rows).sealed(SEAL));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(1500);
  }

  @Test
  void patch_beforeEachCallOfAnother_isWhatAsmMakes() throws IOException {
    int compared = 0;
    for (Path file : classes("java/util/concurrent", "java/io", "java/net")) {
      byte[] bytes = Files.readAllBytes(file);
      List<Hook> rows = callsOf(bytes);
      if (!rows.isEmpty()) {
        compare(rows.get(0).owner(), bytes, HookTable.of(rows).sealed(SEAL));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(200);
  }

  private static void compare(String name, byte[] bytes, HookTable table) {
    int[] numbers = table.of(name);
    MatchedRows patching = new MatchedRows(table, FEATURE, numbers);
    byte[] patched = ClassPatcher.patch(bytes, patching);
    MatchedRows rewriting = new MatchedRows(table, FEATURE, numbers);
    byte[] rewritten = ClassRewriter.rewrite(bytes, rewriting);

    assertThat(patched).as(name).isNotNull();
    String mine = text(patched);
    String asms = text(rewritten);
    assertThat(ROOM.matcher(mine).replaceAll(""))
        .as(name)
        .isEqualTo(ROOM.matcher(asms).replaceAll(""));
    assertThat(room(mine)).as(name).zipSatisfy(room(asms), ClassPatcherTest::holds);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(patching.found(i)).as(table.row(numbers[i]).id()).isEqualTo(rewriting.found(i));
    }
  }

  /** There may be more room for a method's stack than what ASM finds that it needs. */
  private static void holds(int mine, int needed) {
    assertThat(mine).isGreaterThanOrEqualTo(needed);
  }

  private static List<Integer> room(String text) {
    return ROOM.matcher(text).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  private static String text(byte[] bytes) {
    StringWriter text = new StringWriter();
    new ClassReader(bytes)
        .accept(
            new TraceClassVisitor(null, new Textifier(), new PrintWriter(text, true)),
            ClassReader.EXPAND_FRAMES);
    return text.toString();
  }

  private static List<Path> classes(String... packages) throws IOException {
    List<Path> classes = new ArrayList<>();
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    for (String one : packages) {
      try (Stream<Path> files = Files.walk(modules.resolve(one))) {
        files.filter(file -> file.toString().endsWith(".class")).forEach(classes::add);
      }
    }
    return classes;
  }

  /** One or more rows for each method that has code, of another shape from one to the next. */
  private static List<Hook> rowsOf(byte[] bytes) {
    List<Hook> rows = new ArrayList<>();
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
              boolean hasSelf = (access & Opcodes.ACC_STATIC) == 0 && !name.equals("<init>");
              Operand self = hasSelf ? SELF : NOTHING;
              for (Hook shape : shapes(rows.size(), name, Type.getReturnType(descriptor), self)) {
                rows.add(of(shape, reader.getClassName(), name, descriptor));
              }
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return rows;
  }

  private static List<Hook> shapes(int turn, String name, Type result, Operand self) {
    boolean isObject = result.getSort() == Type.OBJECT || result.getSort() == Type.ARRAY;
    boolean isNumber = result.getSort() == Type.INT || result.getSort() == Type.LONG;
    Denial denied = isObject ? Denial.NULL : isNumber ? Denial.ZERO : Denial.IO;
    Hook check = Woven.row(Door.CHECK, name, "", denied, self);
    Hook verify = Woven.row(Door.VERIFY, name, "", Denial.IO, self);
    if (name.equals("<init>")) {
      return List.of(
          turn % 2 == 0 ? check : verify, Woven.row(Door.INHERIT, name, "", Denial.NEVER));
    }
    return switch (turn % 5) {
      case 0 -> List.of(check, verify);
      case 1 -> List.of(Woven.row(Door.SCOPE, name, "", Denial.NEVER, self));
      case 2 ->
          List.of(
              Woven.row(isObject ? Door.REPLACE : Door.CAPTURE, name, "", Denial.NEVER, self),
              check);
      case 3 -> List.of(check, Woven.row(Door.RESUME, name, "", Denial.NEVER, self), verify);
      default -> List.of(verify, Woven.row(Door.DISCARD, name, "", Denial.NEVER, self));
    };
  }

  /** A row for the first call of each method, which stands before all such. */
  private static List<Hook> callsOf(byte[] bytes) {
    List<Hook> rows = new ArrayList<>();
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            int before = rows.size();
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String its, boolean isInterface) {
                // What is made is not there yet, before its constructor is called.
                if (rows.size() == before && opcode != Opcodes.INVOKESPECIAL) {
                  Operand on = opcode == Opcodes.INVOKESTATIC ? NOTHING : SELF;
                  rows.add(
                      of(
                          Woven.row(
                              new Hook.Callee(owner, called, its),
                              Door.ADOPT,
                              name,
                              "",
                              Denial.NEVER,
                              on),
                          reader.getClassName(),
                          name,
                          descriptor));
                }
              }
            };
          }
        },
        ClassReader.SKIP_FRAMES);
    return rows;
  }

  private static Hook of(Hook shape, String owner, String method, String descriptor) {
    return new Hook(
        method,
        owner,
        method,
        descriptor,
        shape.door(),
        shape.check(),
        shape.a(),
        shape.b(),
        shape.n(),
        shape.m(),
        shape.exchanged(),
        shape.movedTo(),
        shape.denied(),
        shape.need(),
        shape.jdks(),
        shape.callee());
  }
}
