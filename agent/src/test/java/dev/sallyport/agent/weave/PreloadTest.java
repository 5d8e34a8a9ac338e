package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The hand-kept list of {@link Preload} against what weaving really loads, both ways. */
class PreloadTest {
  private static final int FEATURE = Runtime.version().feature();

  /** Listed, but thrown only for a class that ASM is to weave. */
  private static final Set<String> IN_CASE = Set.of("dev.sallyport.agent.weave.UnusualClass");

  private static final Set<String> ALWAYS =
      Set.of("dev.sallyport.agent.weave.Preload", "dev.sallyport.agent.weave.Weaver");

  @Test
  void transform_afterPreload_loadsNothing() throws Exception {
    Isolated isolated = new Isolated();
    ClassFileTransformer weaver = isolated.weaver();
    isolated.preload();
    Set<String> before = isolated.loaded();

    isolated.weaveAll(weaver);

    assertThat(isolated.loaded()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void preload_loadsNothingThatWeavingDoesNot() throws Exception {
    Isolated listed = new Isolated();
    listed.preload();
    Isolated needed = new Isolated();
    needed.weaveAll(needed.weaver());

    Set<String> superfluous = listed.loaded();
    superfluous.removeAll(needed.loaded());
    superfluous.removeAll(ALWAYS);
    superfluous.removeAll(IN_CASE);
    assertThat(superfluous).isEmpty();
  }

  /** The agent's classes and ASM in a loader of their own, which notes what it defines. */
  private static final class Isolated extends URLClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    Isolated() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }

    Set<String> loaded() {
      return new TreeSet<>(loaded);
    }

    void preload() throws ReflectiveOperationException {
      Method load = loadClass(Preload.class.getName()).getDeclaredMethod("load");
      load.setAccessible(true);
      load.invoke(null);
    }

    ClassFileTransformer weaver() throws ReflectiveOperationException {
      Class<?> tableType = loadClass(HookTable.class.getName());
      Class<?> alarmType = loadClass(WeaveLog.Alarm.class.getName());
      Class<?> logType = loadClass(WeaveLog.class.getName());
      Object alarm =
          Proxy.newProxyInstance(
              this,
              new Class<?>[] {alarmType},
              (proxy, method, arguments) -> {
                throw new AssertionError(arguments[0] + ": " + arguments[1]);
              });
      Object table = loadClass("dev.sallyport.agent.start.Hooks").getMethod("table").invoke(null);
      Object log = logType.getConstructor(tableType, alarmType).newInstance(table, alarm);
      return (ClassFileTransformer)
          loadClass(Weaver.class.getName())
              .getConstructor(tableType, int.class, logType)
              .newInstance(table, FEATURE, log);
    }

    void weaveAll(ClassFileTransformer weaver) throws Exception {
      Set<String> owners = new TreeSet<>();
      for (Hook row : dev.sallyport.agent.start.Hooks.table().rows()) {
        owners.add(row.owner());
      }
      int woven = 0;
      for (String owner : owners) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(owner + ".class")) {
          if (in != null) {
            byte[] bytes = in.readAllBytes();
            woven += weaver.transform(null, null, owner, null, null, bytes) == null ? 0 : 1;
          }
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      assertThat(woven).isGreaterThan(10);
    }

    private static URL[] classPath() {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        try {
          urls.add(new File(entry).toURI().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalStateException(e);
        }
      }
      return urls.toArray(new URL[0]);
    }
  }
}
