package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Powers of the JVM that reach past every other gate: ending it, signals, attaching, transforming
 * classes, diagnostic commands, native libraries and foreign functions.
 *
 * <p>Every restricted method (JEP 454) asks {@code Reflection.ensureNativeAccess} first, with the
 * class that called it.
 */
public final class JvmHooks {
  private static final String TEXT = "Ljava/lang/String;";
  private static final String CLASS = "Ljava/lang/Class;";
  private static final String TRANSFORMER = "Ljava/lang/instrument/ClassFileTransformer;";
  private static final String SIGNAL = "jdk/internal/misc/Signal";
  private static final String LIBRARY = "Ljdk/internal/loader/NativeLibrary;";
  private static final String RECORDING = "Ljdk/jfr/internal/PlatformRecording;";
  private static final String MANAGEMENT = "com/sun/management/internal/";

  private JvmHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .in("java/lang/Shutdown")
        .check("exit", "(I)V", Check.JVM_EXIT, Denial.SECURITY, NOTHING, NOTHING, arg(0), NOTHING)
        .check("halt", "(I)V", Check.JVM_EXIT, Denial.SECURITY, NOTHING, NOTHING, arg(0), NOTHING)

        .in(SIGNAL)
        .check("handle", "(L" + SIGNAL + ";L" + SIGNAL + "$Handler;)L" + SIGNAL + "$Handler;", Check.JVM_SIGNAL, Denial.SECURITY, arg(0))
        .check("raise", "(L" + SIGNAL + ";)V", Check.JVM_SIGNAL, Denial.SECURITY, arg(0))

        .whenLoaded("sun/tools/attach/HotSpotVirtualMachine")
        .check("<init>", "(Lcom/sun/tools/attach/spi/AttachProvider;" + TEXT + ")V", Check.JVM_ATTACH, Denial.IO, arg(1))

        .whenLoaded("sun/tools/attach/VirtualMachineImpl")
        .check("execute", "(" + TEXT + "[Ljava/lang/Object;)Ljava/io/InputStream;", Check.JVM_ATTACH, Denial.IO, arg(0))

        .whenLoaded(MANAGEMENT + "DiagnosticCommandImpl$Wrapper")
        .check("execute", "([" + TEXT + ")" + TEXT, Check.JVM_DIAGNOSTICS, Denial.SECURITY, field("cmd", TEXT))

        .whenLoaded(MANAGEMENT + "HotSpotDiagnostic")
        .check("dumpHeap", "(" + TEXT + "Z)V", Check.JVM_HEAP_DUMP, Denial.IO, arg(0))
        .check("setVMOption", "(" + TEXT + TEXT + ")V", Check.JVM_DIAGNOSTICS, Denial.SECURITY, arg(0))

        .whenLoaded("jdk/internal/agent/Agent")
        .check("startLocalManagementAgent", "()V", Check.JVM_DIAGNOSTICS, Denial.SECURITY, NOTHING)
        .check("startRemoteManagementAgent", "(" + TEXT + ")V", Check.JVM_DIAGNOSTICS, Denial.SECURITY, NOTHING)

        .whenLoaded("jdk/jfr/FlightRecorder")
        .check("getFlightRecorder", "()Ljdk/jfr/FlightRecorder;", Check.JVM_DIAGNOSTICS, Denial.SECURITY, NOTHING)

        .whenLoaded("jdk/jfr/internal/PlatformRecorder")
        .check("start", "(" + RECORDING + ")J", Check.JVM_DIAGNOSTICS, Denial.SECURITY, NOTHING)

        .in("jdk/internal/reflect/Reflection")
        .jdk(17, 18)
        .check("ensureNativeAccess", "(" + CLASS + ")V", Check.NATIVE_ACCESS, Denial.ILLEGAL_CALLER, arg(0))
        .jdk(19, 23)
        .check("ensureNativeAccess", "(" + CLASS + CLASS + TEXT + ")V", Check.NATIVE_ACCESS, Denial.ILLEGAL_CALLER, arg(0), arg(1))
        .jdk(24, 0)
        .check("ensureNativeAccess", "(" + CLASS + CLASS + TEXT + "Z)V", Check.NATIVE_ACCESS, Denial.ILLEGAL_CALLER, arg(0), arg(1), NOTHING, arg(3))

        .in("jdk/internal/loader/NativeLibraries")
        .check("loadLibrary", "(" + CLASS + TEXT + "Z)" + LIBRARY, Check.LIBRARY_LOAD, Denial.UNSATISFIED_LINK, arg(1), NOTHING, NOTHING, arg(2))

        .whenLoaded("sun/security/pkcs11/wrapper/PKCS11")
        .check("getInstance", "(" + TEXT + TEXT + "Lsun/security/pkcs11/wrapper/CK_C_INITIALIZE_ARGS;Z)Lsun/security/pkcs11/wrapper/PKCS11;", Check.LIBRARY_LOAD, Denial.IO, arg(0))

        .whenLoaded("sun/security/pkcs11/Secmod")
        .before("sun/security/pkcs11/Secmod", "nssLoadLibrary", "(" + TEXT + ")J",
            "initialize", "(Lsun/security/pkcs11/Secmod$DbMode;" + TEXT + TEXT + "Z)V", Check.LIBRARY_LOAD, Denial.IO, arg(0), NOTHING)

        .whenLoaded("sun/security/smartcardio/PlatformPCSC$1")
        .on(Hook.Os.UNIX)
        .before("sun/security/smartcardio/PlatformPCSC", "initialize", "(" + TEXT + ")V", "run", "()Ljava/lang/Throwable;", Check.LIBRARY_LOAD, Denial.IO, arg(0), NOTHING)

        .whenLoaded("jdk/internal/loader/RawNativeLibraries")
        .jdk(18, 0)
        .check("load", "(Ljava/nio/file/Path;)" + LIBRARY, Check.LIBRARY_LOAD, Denial.NULL, arg(0))
        .check("load", "(" + TEXT + ")" + LIBRARY, Check.LIBRARY_LOAD, Denial.NULL, arg(0));
    return instrument(rows).rows();
  }

  private static Rows instrument(Rows rows) {
    return rows
        .whenLoaded("sun/instrument/InstrumentationImpl")
        .check("addTransformer", "(" + TRANSFORMER + "Z)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("removeTransformer", "(" + TRANSFORMER + ")Z", Check.JVM_INSTRUMENT, Denial.ZERO, NOTHING)
        .check("retransformClasses", "([Ljava/lang/Class;)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("redefineClasses", "([Ljava/lang/instrument/ClassDefinition;)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("redefineModule", "(Ljava/lang/Module;Ljava/util/Set;Ljava/util/Map;Ljava/util/Map;Ljava/util/Set;Ljava/util/Map;)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("getAllLoadedClasses", "()[Ljava/lang/Class;", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("getInitiatedClasses", "(Ljava/lang/ClassLoader;)[Ljava/lang/Class;", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("appendToBootstrapClassLoaderSearch", "(Ljava/util/jar/JarFile;)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("appendToSystemClassLoaderSearch", "(Ljava/util/jar/JarFile;)V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("setNativeMethodPrefix", "(" + TRANSFORMER + TEXT + ")V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("loadClassAndCallAgentmain", "(" + TEXT + TEXT + ")V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING)
        .check("loadAgent", "(" + TEXT + ")V", Check.JVM_INSTRUMENT, Denial.SECURITY, NOTHING);
  }
  // spotless:on
}
