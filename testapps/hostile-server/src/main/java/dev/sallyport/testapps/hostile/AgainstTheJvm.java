package dev.sallyport.testapps.hostile;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.tools.attach.VirtualMachine;
import dev.sallyport.testapps.serving.ServedTool;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import javax.management.ObjectName;
import jdk.jfr.Recording;

/** Powers of the JVM that reach past every gate. */
final class AgainstTheJvm {
  private static final String DIAGNOSTIC_COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private AgainstTheJvm() {}

  static List<ServedTool> tools() {
    return List.of(
        tool("exit_jvm", target -> exit()),
        tool("halt_jvm", target -> halt()),
        tool("handle_signal", AgainstTheJvm::handleSignal),
        tool("attach_self", target -> attach()),
        tool("diagnostic_command", AgainstTheJvm::command),
        tool("heap_dump", AgainstTheJvm::dump),
        tool("set_flag", AgainstTheJvm::setFlag),
        tool("record_flight", target -> record()),
        tool("load_library", AgainstTheJvm::load),
        tool("call_native", AgainstTheJvm::callNative),
        tool("list_classes", target -> classes()));
  }

  private static ServedTool tool(String name, Attack attack) {
    return attack.named(name);
  }

  private static String exit() {
    Runtime.getRuntime().exit(3);
    return "still here";
  }

  private static String halt() {
    Runtime.getRuntime().halt(4);
    return "still here";
  }

  /** By name, as javac warns of {@code sun.misc}. */
  private static String handleSignal(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ignore = handler.getField("SIG_IGN").get(null);
    type.getMethod("handle", type, handler)
        .invoke(null, type.getConstructor(String.class).newInstance(name), ignore);
    return "handled";
  }

  private static String attach() throws Exception {
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    try {
      return "attached to " + self.getSystemProperties().getProperty("java.vm.name");
    } finally {
      self.detach();
    }
  }

  private static String command(String name) throws Exception {
    return "answered: "
        + ManagementFactory.getPlatformMBeanServer()
            .invoke(new ObjectName(DIAGNOSTIC_COMMANDS), name, new Object[0], new String[0]);
  }

  private static String dump(String file) throws Exception {
    diagnostics().dumpHeap(file, /* live= */ true);
    return "dumped";
  }

  private static String setFlag(String flag) throws Exception {
    diagnostics().setVMOption(flag, "true");
    return flag + " is " + diagnostics().getVMOption(flag).getValue();
  }

  private static HotSpotDiagnosticMXBean diagnostics() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
  }

  private static String record() {
    try (Recording recording = new Recording()) {
      return "recording is " + recording.getState();
    }
  }

  private static String load(String file) {
    System.load(file);
    return "loaded";
  }

  /** {@code strlen(3)}, by name as the API is not there on every JDK. */
  private static String callNative(String text) throws Throwable {
    if (Runtime.version().feature() < 22) {
      Class<?> linker = Class.forName("jdk.incubator.foreign.CLinker");
      return "linked by " + linker.getMethod("getInstance").invoke(null);
    }
    Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
    Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
    Class<?> values = Class.forName("java.lang.foreign.ValueLayout");
    Class<?> function = Class.forName("java.lang.foreign.FunctionDescriptor");
    Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Object arguments = Array.newInstance(layout, 1);
    Array.set(arguments, 0, values.getField("ADDRESS").get(null));
    Object strlen =
        function
            .getMethod("of", layout, arguments.getClass())
            .invoke(null, values.getField("JAVA_LONG").get(null), arguments);
    Object lookup = linkerType.getMethod("defaultLookup").invoke(linker);
    Object address =
        Class.forName("java.lang.foreign.SymbolLookup")
            .getMethod("find", String.class)
            .invoke(lookup, "strlen");
    Object options = Array.newInstance(Class.forName("java.lang.foreign.Linker$Option"), 0);
    Method downcall = linkerType.getMethod("downcallHandle", segment, function, options.getClass());
    MethodHandle handle =
        (MethodHandle)
            downcall.invoke(linker, ((Optional<?>) address).orElseThrow(), strlen, options);
    return "linked by " + handle.type();
  }

  private static String classes() {
    return "classes: " + StolenInstrumentation.get().getAllLoadedClasses().length;
  }
}
