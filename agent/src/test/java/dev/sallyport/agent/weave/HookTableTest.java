package dev.sallyport.agent.weave;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.start.Hooks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The rows are text, so they are held against the JDK that runs this. */
class HookTableTest {
  private static final int FEATURE = Runtime.version().feature();

  /**
   * Woven only where the methods that they end in can't be, and there on every JDK: until 20 those
   * of {@code java.io.File} end in native methods, and the pool's in two others.
   */
  private static final Set<String> STAND_INS =
      Set.of("java/io/File", "java/util/concurrent/ForkJoinPool");

  private static final Pattern OF_JDK =
      Pattern.compile("(java|javax(?!/servlet)|jdk|sun|com/sun)/");

  static List<Hook> rows() {
    return Hooks.all().rows();
  }

  /** Integration tests hold the rows for libraries against real ones. */
  static Stream<Hook> jdkRows() {
    return rows().stream().filter(row -> OF_JDK.matcher(row.owner()).lookingAt());
  }

  static Stream<Hook> jdkRowsOfThisRelease() {
    return jdkRows().filter(row -> row.appliesTo(FEATURE));
  }

  @Test
  void table_isNotEmpty() {
    assertThat(jdkRowsOfThisRelease()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("jdkRows")
  void row_forThisRelease_hasABodyToWeaveAndElseNone(Hook row) {
    boolean woveable = method(row) != null;

    // A row for any result means methods of other releases as well, and a call is judged only while
    // what is called can't be woven itself.
    boolean exact =
        !STAND_INS.contains(row.owner()) && !row.descriptor().endsWith("*") && !row.standsAtCalls();
    if (row.appliesTo(FEATURE) || exact) {
      assertThat(woveable)
          .as("%s %s on JDK %d", row.id(), row.jdks(), FEATURE)
          .isEqualTo(row.appliesTo(FEATURE));
    }
  }

  @ParameterizedTest
  @MethodSource("jdkRowsOfThisRelease")
  void row_operandsAndDenial_fitTheMethod(Hook row) {
    Method method = method(row);
    boolean ofCall = row.standsAtCalls();
    boolean isStatic = !ofCall && (method.access() & Opcodes.ACC_STATIC) != 0;
    Type result = Type.getReturnType(method.descriptor());

    for (Operand object : List.of(row.a(), row.b())) {
      switch (object.kind()) {
        case SELF -> assertThat(isStatic).isFalse();
        case FIELD -> {
          assertThat(isStatic || ofCall).isFalse();
          assertThat(fields(row.owner())).contains(object.name() + ' ' + object.descriptor());
        }
        case ARGUMENT -> {
          Type parameter = parameter(row, object);
          assertThat(isObject(parameter) || parameter.getSort() == Type.LONG).isTrue();
        }
        case RESULT -> assertThat(isObject(result)).isTrue();
        case CALLER -> {
          assertThat(ofCall).isTrue();
          assertThat(method.access() & Opcodes.ACC_STATIC).isZero();
        }
        case PARAMETER -> {
          assertThat(ofCall).isTrue();
          assertThat(isObject(Type.getArgumentTypes(row.descriptor())[object.index()])).isTrue();
        }
        case TEXT -> throw new AssertionError("only a policy says one");
        case NOTHING -> {}
      }
    }
    for (Operand number : List.of(row.n(), row.m())) {
      switch (number.kind()) {
        case ARGUMENT -> assertThat(isInt(parameter(row, number))).isTrue();
        case RESULT -> assertThat(isInt(result) || result.getSort() == Type.LONG).isTrue();
        case NOTHING -> {}
        case SELF, FIELD, TEXT, CALLER, PARAMETER ->
            throw new AssertionError("an object where a number goes");
      }
    }
    if (row.door() == Door.EXCHANGE) {
      assertThat(row.exchanged().kind()).isEqualTo(Operand.Kind.ARGUMENT);
      assertThat(isObject(parameter(row, row.exchanged()))).isTrue();
    }
    assertThat(fits(row.denied(), result)).as("%s of %s", row.denied(), result).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_doorAndOperands_fit(Hook row) {
    boolean ofResult =
        row.b().kind() == Operand.Kind.RESULT || row.n().kind() == Operand.Kind.RESULT;

    assertThat(ofResult).isEqualTo(ofResult && row.door() == Door.VERIFY);
    switch (row.door()) {
      case CHECK -> assertThat(row.denied()).isNotIn(Denial.NEVER, Denial.LEFT_OUT);
      case SEND -> {
        assertThat(row.b().kind()).isEqualTo(Operand.Kind.ARGUMENT);
        assertThat(parameter(row, row.b()).getSort()).isEqualTo(Type.LONG);
        assertThat(row.denied().isValue()).isFalse();
      }
      // In the middle of a method there is nothing to answer. An object that is being made can't be
      // put away.
      case BEFORE -> {
        assertThat(row.denied().isValue()).isFalse();
        assertThat(row.denied()).isNotIn(Denial.NEVER, Denial.LEFT_OUT);
        assertThat(row.callee().name()).isNotEmpty().isNotEqualTo("<init>");
      }
      // What was verified has happened, so a value would be a false success.
      case VERIFY -> assertThat(row.denied().isValue() || row.denied() == Denial.NEVER).isFalse();
      case REPLACE -> {
        assertThat(row.a().kind()).isNotEqualTo(Operand.Kind.RESULT);
        assertThat(row.denied()).isIn(Denial.NEVER, Denial.LEFT_OUT);
      }
      // The argument that is answered is an allowed one, so of the values only what a client or
      // a server answers can be told from it.
      case EXCHANGE -> {
        assertThat(row.denied().isValue()).isEqualTo(isTold(row.denied()));
        assertThat(isTold(row.denied()) && row.standsAtCalls()).isFalse();
        assertThat(row.denied()).isNotIn(Denial.NEVER, Denial.LEFT_OUT);
      }
      case CAPTURE, DISCARD, REGISTER, RESUME ->
          assertThat(row.a().kind()).isNotIn(Operand.Kind.NOTHING, Operand.Kind.RESULT);
      case INHERIT -> {
        assertThat(row.method()).isEqualTo("<init>");
        assertThat(row.n().kind()).isEqualTo(Operand.Kind.ARGUMENT);
      }
      case SCOPE, ADOPT -> assertThat(row.a().kind()).isNotEqualTo(Operand.Kind.RESULT);
      case DISPATCH -> throw new AssertionError("only a policy declares one");
    }
    assertThat(row.exchanged().kind() != Operand.Kind.NOTHING)
        .isEqualTo(row.door() == Door.EXCHANGE);
    assertThat(row.check() == Check.CONTEXT)
        .isEqualTo(
            switch (row.door()) {
              case CAPTURE, DISCARD, INHERIT, REGISTER, ADOPT, SCOPE, RESUME -> true;
              case CHECK, SEND, BEFORE, EXCHANGE, VERIFY, REPLACE, DISPATCH -> false;
            });
    if (row.standsAtCalls()) {
      assertThat(row.door()).isIn(Door.BEFORE, Door.EXCHANGE, Door.CAPTURE, Door.ADOPT);
    } else {
      assertThat(row.door()).isNotEqualTo(Door.BEFORE);
    }
  }

  @Test
  void row_byDoorAndMethod_isUniqueInAnyRelease() {
    for (int feature = 17; feature <= Math.max(FEATURE, 25); feature++) {
      Set<String> seen = new HashSet<>();
      for (Hook row : rows()) {
        if (row.appliesTo(feature)) {
          String key =
              row.door() + " " + row.owner() + '.' + row.method() + row.descriptor() + row.callee();
          assertThat(seen.add(key)).as("%s on JDK %d", key, feature).isTrue();
        }
      }
    }
  }

  @Test
  void number_ofRow_isItsPlace() {
    HookTable table = Hooks.all();

    for (int number = 0; number < table.rows().size(); number++) {
      assertThat(table.row(number)).isSameAs(table.rows().get(number));
      assertThat(table.of(table.row(number).owner())).contains(number);
    }
    assertThat(table.of("java/lang/String")).isNull();
  }

  @Test
  void door_isAMethodOfTheGate() {
    Members gate = members("java/lang/SallyportGate");

    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    for (Door door : Door.values()) {
      assertThat(gate.methods).contains(new Method(access, door.method, door.descriptor));
    }
    assertThat(gate.methods).contains(new Method(access, "end", "(I)V"));
  }

  @ParameterizedTest
  @MethodSource("jdkRowsOfThisRelease")
  void owner_ofMandatoryRow_isInJavaBase(Hook row) throws ClassNotFoundException {
    if (row.need() == Hook.Need.MANDATORY) {
      Class<?> owner = Class.forName(row.owner().replace('/', '.'), false, null);
      assertThat(owner.getModule()).isSameAs(Object.class.getModule());
    }
  }

  @ParameterizedTest
  @MethodSource("jdkRowsOfThisRelease")
  void weaver_ofTheRealClass_findsEveryRow(Hook row) {
    HookTable table = Hooks.all();
    List<String> missing = new ArrayList<>();
    WeaveLog log = new WeaveLog(table, (hook, failure) -> missing.add(hook.id() + failure));
    byte[] woven =
        new Weaver(table, FEATURE, log)
            .transform(null, null, row.owner(), null, null, bytes(row.owner()));

    assertThat(missing).isEmpty();
    assertThat(woven).isNotNull();
    assertThat(members(bytes(row.owner()))).isEqualTo(members(woven));
  }

  /** The one method with a body that the row means, or null. */
  private static @Nullable Method method(Hook row) {
    Method found = null;
    for (Method method : members(row.owner()).methods) {
      boolean hasBody = (method.access() & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) == 0;
      if (hasBody && row.matches(method.name(), method.descriptor())) {
        assertThat(found).as("a second %s", row.id()).isNull();
        found = method;
      }
    }
    return found;
  }

  /** Those that a class declares or inherits. */
  private static Set<String> fields(String owner) {
    Set<String> fields = new HashSet<>();
    for (String name = owner; name != null; name = new ClassReader(bytes(name)).getSuperName()) {
      fields.addAll(members(name).fields);
    }
    return fields;
  }

  private static Type parameter(Hook row, Operand operand) {
    String descriptor = row.standsAtCalls() ? row.callee().descriptor() : row.descriptor();
    if (descriptor.indexOf(')') < 0) {
      descriptor = requireNonNull(method(row)).descriptor();
    }
    String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
    return Type.getArgumentTypes(parameters.concat("V"))[operand.index()];
  }

  private static boolean isObject(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }

  private static boolean isInt(Type type) {
    return type.getSort() >= Type.BOOLEAN && type.getSort() <= Type.INT;
  }

  /** Whether the method itself answers that it was refused. */
  private static boolean isTold(Denial denied) {
    return denied == Denial.CLIENT || denied == Denial.ANSWERED;
  }

  private static boolean fits(Denial denied, Type result) {
    return switch (denied) {
      case ERRNO -> result.getSort() == Type.INT;
      case ZERO -> isInt(result) || result.getSort() == Type.LONG;
      case NULL -> isObject(result);
      case CLIENT, ANSWERED -> isObject(result) || result.getSort() == Type.VOID;
      case SERVER -> result.getSort() == Type.VOID;
      case FILE_NOT_FOUND,
          UNIX_EACCES,
          ACCESS_DENIED,
          IO,
          CONNECT,
          PROTOCOL,
          BIND,
          SOCKET,
          TLS,
          UNKNOWN_HOST,
          SECURITY,
          UNSATISFIED_LINK,
          ILLEGAL_CALLER,
          INACCESSIBLE,
          ILLEGAL_ACCESS,
          LEFT_OUT,
          NEVER ->
          true;
    };
  }

  private record Method(int access, String name, String descriptor) {}

  /** What a class has; a field by name and descriptor. */
  private record Members(Set<Method> methods, Set<String> fields) {}

  private static Members members(String owner) {
    return members(bytes(owner));
  }

  private static byte[] bytes(String owner) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(owner + ".class")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Members members(byte[] bytes) {
    Members members = new Members(new HashSet<>(), new HashSet<>());
    if (bytes.length == 0) {
      return members;
    }
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                members.methods.add(new Method(access, name, descriptor));
                return null;
              }

              @Override
              public FieldVisitor visitField(
                  int access, String name, String descriptor, String signature, Object value) {
                members.fields.add(name + ' ' + descriptor);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return members;
  }
}
