package dev.sallyport.testapps.hostile;

import dev.sallyport.testapps.serving.ServedTool;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Ways to the agent's classes, objects, threads and files. */
final class AgainstTheAgent {
  private static final String GATE = "java.lang.SallyportGate";

  private AgainstTheAgent() {}

  static List<ServedTool> tools() {
    return List.of(
        tool("take_unsafe", target -> takeUnsafe()),
        tool("read_thread_locals", target -> threadLocals()),
        tool("open_guard", target -> openGuard()),
        tool("look_into_gate", target -> lookIntoGate()),
        tool("call_gate", AgainstTheAgent::callGate),
        tool("define_in_java_lang", target -> defineBeside(Object.class, GATE + "Twin")),
        tool("interrupt_recorder", target -> interrupt(recorder())),
        tool("stop_recorder", target -> stop(recorder())),
        tool("use_agent_class", AgainstTheAgent::useAgentClass),
        tool("write_file", AgainstTheAgent::write),
        tool("delete_file", AgainstTheAgent::delete),
        tool("change_options", target -> changeOptions()),
        tool("reflect_ordinarily", target -> ordinary()));
  }

  private static ServedTool tool(String name, Attack attack) {
    return attack.named(name);
  }

  private static String takeUnsafe() throws ReflectiveOperationException {
    Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return "in hand: " + field.get(null).getClass().getName();
  }

  private static String threadLocals() throws ReflectiveOperationException {
    Field field = Thread.class.getDeclaredField("inheritableThreadLocals");
    field.setAccessible(true);
    return "read: " + (field.get(Thread.currentThread()) != null);
  }

  private static String openGuard() throws ReflectiveOperationException {
    Field guard = Class.forName(GATE).getDeclaredField("GUARD");
    guard.setAccessible(true);
    return "guard: " + guard.get(null);
  }

  private static String lookIntoGate() throws ReflectiveOperationException {
    return "inside: "
        + MethodHandles.privateLookupIn(Class.forName(GATE), MethodHandles.lookup()).lookupClass();
  }

  /**
   * The gate is public: begins work of nobody's, which is the server's, and reads a file for it.
   */
  private static String callGate(String file) throws ReflectiveOperationException, IOException {
    Class.forName(GATE).getMethod("begin", int.class, Object.class).invoke(null, 0, null);
    return "read: " + Files.readString(Path.of(file));
  }

  private static String defineBeside(Class<?> neighbour, String name)
      throws ReflectiveOperationException, IOException {
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
    return "defined: " + lookup.defineClass(EmptyClass.named(name.replace('.', '/')));
  }

  private static Thread recorder() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sallyport-recorder"))
        .findFirst()
        .orElseThrow();
  }

  private static String interrupt(Thread thread) {
    thread.interrupt();
    return "interrupted " + thread.getName();
  }

  /** By name, as the method is deprecated for removal. */
  private static String stop(Thread thread) throws ReflectiveOperationException {
    Thread.class.getMethod("stop").invoke(thread);
    return "stopped " + thread.getName();
  }

  /** What any class loader would let any other code do with a class of an unnamed module. */
  private static String useAgentClass(String name) throws ReflectiveOperationException {
    Class<?> state = recorder().getClass().getClassLoader().loadClass(name);
    try {
      return "made: " + state.getDeclaredConstructors()[0].newInstance(null, true);
    } catch (IllegalAccessException e) {
      return "kept out";
    }
  }

  private static String write(String file) throws IOException {
    Files.writeString(Path.of(file), "forged\n", StandardOpenOption.APPEND);
    return "written";
  }

  private static String delete(String file) throws IOException {
    Files.delete(Path.of(file));
    return "deleted";
  }

  private static String changeOptions() {
    System.setProperty("sallyport.mode", "audit");
    System.setProperty("sallyport.policy", "/dev/null");
    return "mode is " + System.getProperty("sallyport.mode");
  }

  /** What code does that has nothing to do with the agent. */
  private static String ordinary() throws ReflectiveOperationException, IOException {
    Field own = Own.class.getDeclaredField("secret");
    own.setAccessible(true);
    Thread idle = new Thread(() -> {});
    idle.interrupt();
    return own.get(new Own())
        + " "
        + defineBeside(Own.class, Own.class.getPackageName() + ".OwnTwin");
  }

  private static final class Own {
    @SuppressWarnings("UnusedVariable") // read by reflection
    private final String secret = "mine";
  }
}
