package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.CREATED;
import static dev.sallyport.testapps.attack.Target.END;
import static dev.sallyport.testapps.attack.Target.POWER;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import javax.management.ObjectName;
import jdk.jfr.Recording;

/** What the JVM can do that reaches past any gate. */
final class Powers {
  private Powers() {}

  static Family using() {
    Family power = new Family("power");
    power.add("System.exit", END, at -> ended(() -> System.exit(3))).takes("jvm", "exit");
    power
        .add("Runtime.exit", END, at -> ended(() -> Runtime.getRuntime().exit(3)))
        .takes("jvm", "exit");
    power
        .add("Runtime.halt", END, at -> ended(() -> Runtime.getRuntime().halt(3)))
        .takes("jvm", "exit");
    power.add("Signal.raise", END, Powers::raised).takes("jvm", "signals");
    power.add("Signal.handle", POWER, Powers::handled).takes("jvm", "signals");
    power
        .add("VirtualMachine.attach, self", POWER, Powers::attached)
        .takes("jvm", "attach")
        .anyFile();
    power
        .add("HotSpotDiagnosticMXBean.dumpHeap", CREATED, Powers::dumpHeap)
        .near("files.write", "%directory%/**")
        .needs("jvm", "diagnostics");
    power
        .add("HotSpotDiagnosticMXBean.setVMOption", POWER, Powers::setOption)
        .takes("jvm", "diagnostics");
    power
        .add(
            "GC.class_histogram",
            POWER,
            at -> seen(!String.valueOf(command("gcClassHistogram")).isEmpty()))
        .takes("jvm", "diagnostics");
    power
        .add("VM.log", CREATED, at -> command("vmLog", "output=" + at.path(), "what=gc"))
        .needs("jvm", "diagnostics");
    power
        .add("Thread.dump_to_file", CREATED, at -> command("threadDumpToFile", at.text()))
        .since(21)
        .needs("jvm", "diagnostics");
    power
        .add(
            "VM.system_properties",
            POWER,
            at -> seen(String.valueOf(command("vmSystemProperties")).contains("java.home")))
        .takes("jvm", "diagnostics");
    power
        .add(
            "Thread.print",
            POWER,
            at -> seen(String.valueOf(command("threadPrint")).contains("sun.nio")))
        .takes("jvm", "diagnostics");
    power
        .add("VM.flags", POWER, at -> seen(String.valueOf(command("vmFlags")).contains("-XX:")))
        .takes("jvm", "diagnostics");
    power.add("VM.set_flag", POWER, Powers::setFlag).takes("jvm", "diagnostics");
    power
        .add(
            "JVMTI.agent_load",
            POWER,
            at -> seen(command("jvmtiAgentLoad", at.other().toString()) != null))
        .takes("jvm", "diagnostics");
    power
        .add("JFR.dump", CREATED, Powers::commandedRecording)
        .takes("jvm", "diagnostics")
        .anyFile();
    power.add("HotSpotDiagnosticMXBean.dumpThreads", CREATED, Powers::dumpThreads).since(21);
    power.add("Recording.dump", CREATED, Powers::recorded).takes("jvm", "diagnostics").anyFile();
    power
        .add("Recording.setDestination", CREATED, Powers::destined)
        .takes("jvm", "diagnostics")
        .anyFile();
    power.add("Unsafe", POWER, Powers::unsafe).takes("jvm", "unsafe");
    power.add("Unsafe, constructor", POWER, Powers::unsafeMade).takes("jvm", "unsafe");
    power.add("Unsafe, Lookup", POWER, Powers::unsafeFound).takes("jvm", "unsafe");
    power.add("Linker.downcallHandle", POWER, Powers::downcall).since(22).takes("jvm", "foreign");
    power
        .add("MemorySegment.reinterpret", POWER, Powers::reinterpreted)
        .since(22)
        .takes("jvm", "foreign");
    return power;
  }

  private static String ended(Runnable end) {
    end.run();
    return DONE;
  }

  private static Object raised(Ground at) throws Exception {
    Class<?> type = Class.forName("sun.misc.Signal");
    type.getMethod("raise", type)
        .invoke(null, type.getConstructor(String.class).newInstance("TERM"));
    return DONE;
  }

  private static Object handled(Ground at) throws Exception {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object usr2 = type.getConstructor(String.class).newInstance("WINCH");
    Object ignored = handler.getField("SIG_IGN").get(null);
    type.getMethod("handle", type, handler).invoke(null, usr2, ignored);
    return Body.SEEN;
  }

  private static String attached(Ground at) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    try {
      return seen(!machine.getSystemProperties().isEmpty());
    } finally {
      machine.detach();
    }
  }

  private static HotSpotDiagnosticMXBean diagnostics() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
  }

  private static String dumpHeap(Ground at) throws Exception {
    java.nio.file.Path hprof = at.directory().resolve("secret.hprof");
    diagnostics().dumpHeap(hprof.toString(), true);
    return DONE;
  }

  private static String setOption(Ground at) {
    diagnostics().setVMOption("HeapDumpPath", at.text());
    return seen(diagnostics().getVMOption("HeapDumpPath").getValue().equals(at.text()));
  }

  private static Object command(String operation, String... arguments) throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            operation,
            new Object[] {arguments},
            new String[] {String[].class.getName()});
  }

  private static String setFlag(Ground at) throws Exception {
    command("vmSetFlag", "HeapDumpPath", at.text());
    return seen(diagnostics().getVMOption("HeapDumpPath").getValue().equals(at.text()));
  }

  private static Object commandedRecording(Ground at) throws Exception {
    command("jfrStart", "name=secret");
    try {
      return command("jfrDump", "name=secret", "filename=" + at.path());
    } finally {
      command("jfrStop", "name=secret");
    }
  }

  private static String dumpThreads(Ground at) throws Exception {
    Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
    HotSpotDiagnosticMXBean.class
        .getMethod("dumpThreads", String.class, format)
        .invoke(diagnostics(), at.text(), format.getEnumConstants()[0]);
    return DONE;
  }

  private static String recorded(Ground at) throws Exception {
    try (Recording recording = new Recording()) {
      recording.start();
      recording.dump(at.path());
      return DONE;
    }
  }

  private static String destined(Ground at) throws Exception {
    try (Recording recording = new Recording()) {
      recording.setDestination(at.path());
      recording.start();
      recording.stop();
      return DONE;
    }
  }

  private static String unsafe(Ground at) throws Exception {
    Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return seen(field.get(null) != null);
  }

  private static String unsafeMade(Ground at) throws Exception {
    var constructor = Class.forName("sun.misc.Unsafe").getDeclaredConstructor();
    constructor.setAccessible(true);
    return seen(constructor.newInstance() != null);
  }

  private static String unsafeFound(Ground at) throws Exception {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    return seen(
        MethodHandles.privateLookupIn(unsafe, MethodHandles.lookup())
                .findStaticVarHandle(unsafe, "theUnsafe", unsafe)
                .get()
            != null);
  }

  private static String downcall(Ground at) throws Throwable {
    Class<?> linkers = Class.forName("java.lang.foreign.Linker");
    Object linker = linkers.getMethod("nativeLinker").invoke(null);
    Object symbols = linkers.getMethod("defaultLookup").invoke(linker);
    Object symbol =
        ((java.util.Optional<?>)
                Class.forName("java.lang.foreign.SymbolLookup")
                    .getMethod("find", String.class)
                    .invoke(symbols, "getpid"))
            .orElseThrow();
    Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
    Class<?> descriptors = Class.forName("java.lang.foreign.FunctionDescriptor");
    Object layout = Class.forName("java.lang.foreign.ValueLayout").getField("JAVA_INT").get(null);
    Object none = java.lang.reflect.Array.newInstance(layouts, 0);
    Object descriptor =
        descriptors.getMethod("of", layouts, none.getClass()).invoke(null, layout, none);
    Class<?> options = Class.forName("java.lang.foreign.Linker$Option");
    Object noOptions = java.lang.reflect.Array.newInstance(options, 0);
    Method handle =
        linkers.getMethod(
            "downcallHandle",
            Class.forName("java.lang.foreign.MemorySegment"),
            descriptors,
            noOptions.getClass());
    var call = (java.lang.invoke.MethodHandle) handle.invoke(linker, symbol, descriptor, noOptions);
    return seen((int) call.invoke() == ProcessHandle.current().pid());
  }

  private static String reinterpreted(Ground at) throws Exception {
    Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
    Object nothing = segments.getField("NULL").get(null);
    Object all = segments.getMethod("reinterpret", long.class).invoke(nothing, Long.MAX_VALUE);
    return seen((long) segments.getMethod("byteSize").invoke(all) == Long.MAX_VALUE);
  }
}
