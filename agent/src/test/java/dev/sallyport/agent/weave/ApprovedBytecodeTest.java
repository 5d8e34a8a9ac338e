package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;
import static dev.sallyport.agent.weave.Woven.before;
import static dev.sallyport.agent.weave.Woven.check;
import static dev.sallyport.agent.weave.Woven.row;
import static dev.sallyport.agent.weave.Woven.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.agent.enforce.Denial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** What each shape of hook weaves, as text that somebody has read. */
class ApprovedBytecodeTest {
  private static final Path APPROVED =
      Path.of("src", "test", "resources", "dev", "sallyport", "agent", "weave", "approved");
  private static final String TEXT = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";

  static Stream<Arguments> shapes() {
    String text = "(" + TEXT + ")";
    return Stream.of(
        shape("check-throws", check("number", text + "I", Denial.IO, arg(0))),
        shape("check-errno", check("number", text + "I", Denial.ERRNO, arg(0))),
        shape("check-zero-long", check("big", text + "J", Denial.ZERO, arg(0))),
        shape("check-null", check("text", text + TEXT, Denial.NULL, arg(0))),
        shape("check-zero-on-loop", check("loop", "(I)I", Denial.ZERO, NOTHING, NOTHING, arg(0))),
        shape("check-field", check("self", "(I)" + TEXT, Denial.IO, SELF, field("name", TEXT))),
        shape(
            "check-wide",
            check(
                "wide",
                "(J" + TEXT + "D" + OBJECT + "IZ)I",
                Denial.IO,
                arg(1),
                arg(3),
                arg(4),
                arg(5))),
        shape(
            "before",
            before(
                "called", "(IJD" + OBJECT + ")J", "callsOnce", "(" + TEXT + "I)J", arg(3), arg(0))),
        shape(
            "before-instance",
            before("self", "(I)" + TEXT, "callsOn", "(L" + Woven.TOY + ";I)" + TEXT, SELF)),
        shape("verify-entry", verify("number", text + "I", arg(0))),
        shape("verify-number", verify("number", text + "I", arg(0), NOTHING, RESULT)),
        shape("verify-long", verify("big", text + "J", arg(0), NOTHING, RESULT)),
        shape(
            "send",
            row(
                Door.SEND,
                "wide",
                "(J" + TEXT + "D" + OBJECT + "IZ)I",
                Denial.IO,
                arg(1),
                arg(0),
                arg(4))),
        shape("verify-object", verify("text", text + TEXT, arg(0), RESULT)),
        shape("replace", row(Door.REPLACE, "self", "(I)" + TEXT, Denial.NEVER, SELF)),
        shape(
            "replace-long",
            row(Door.REPLACE, "joined", "(J" + TEXT + TEXT + ")" + TEXT, Denial.LEFT_OUT, arg(0))),
        shape(
            "exchange",
            row(
                Door.EXCHANGE,
                "joined",
                "(J" + TEXT + TEXT + ")" + TEXT,
                Denial.IO,
                arg(1),
                NOTHING,
                arg(2))),
        shape(
            "exchange-client",
            row(
                Door.EXCHANGE,
                "chars",
                "(Ljava/lang/StringBuilder;)Ljava/lang/CharSequence;",
                Denial.CLIENT,
                NOTHING,
                NOTHING,
                arg(0))),
        shape(
            "exchange-client-void",
            row(
                Door.EXCHANGE,
                "nothing",
                "(Ljava/lang/StringBuilder;)V",
                Denial.CLIENT,
                NOTHING,
                NOTHING,
                arg(0))),
        shape("capture", row(Door.CAPTURE, "number", text + "I", Denial.NEVER, arg(0))),
        shape(
            "adopt-before",
            row(
                new Hook.Callee("java/lang/Runnable", "run", "()V"),
                Door.ADOPT,
                "runBoth",
                "(Ljava/lang/Runnable;Ljava/lang/Runnable;)V",
                Denial.NEVER,
                SELF)),
        shape(
            "exchange-before",
            row(
                new Hook.Callee(Woven.TOY, "joined", "(J" + TEXT + TEXT + ")" + TEXT),
                Door.EXCHANGE,
                "joins",
                "(" + TEXT + TEXT + ")" + TEXT,
                Denial.NEVER,
                arg(1),
                NOTHING,
                arg(2))),
        shape(
            "register-constructor",
            row(Door.REGISTER, "<init>", "(" + TEXT + ")V", Denial.NEVER, SELF)),
        shape("scope", row(Door.SCOPE, "loop", "(I)I", Denial.NEVER, NOTHING)),
        shape(
            "check-and-verify",
            check("number", text + "I", Denial.ERRNO, arg(0)),
            verify("number", text + "I", arg(0), NOTHING, RESULT)));
  }

  private static Arguments shape(String name, Hook... rows) {
    return argumentSet(name, name, rows);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bytecode_ofShape_isAsApproved(String name, Hook[] rows) throws IOException {
    String woven = listing(Woven.bytes(rows), rows[0].method());
    Path file = APPROVED.resolve(name + ".txt");

    if (Boolean.getBoolean("approve")) {
      Files.createDirectories(APPROVED);
      Files.writeString(file, woven);
    }
    assertThat(woven)
        .as("%s; if it is meant, run with -Dapprove=true and read the difference", file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }

  private static String listing(byte[] bytes, String name) {
    Textifier text = new Textifier();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String found, String descriptor, String signature, String[] thrown) {
                return found.equals(name) ? new TraceMethodVisitor(text) : null;
              }
            },
            ClassReader.SKIP_DEBUG);
    StringWriter writer = new StringWriter();
    text.print(new PrintWriter(writer, true));
    return writer.toString();
  }
}
