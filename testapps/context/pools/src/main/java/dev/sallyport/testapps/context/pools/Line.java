package dev.sallyport.testapps.context.pools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a library.
 *
 * @param name as {@code Jetty 9.4}
 * @param loader what it is loaded by, which sees nothing else but the JDK
 */
record Line(String name, ClassLoader loader) {
  /** Opens the jars in {@code target/lines/FOLDER}. */
  static Line of(String library, String line, String folder) {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(lines().resolve(folder))) {
      for (Path file : files.toList()) {
        jars.add(file.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ClassLoader loader =
        new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    // Looks into each jar, and so opens them all before a call needs what is in them.
    loader.getResource("none");
    return new Line(library + " " + line, loader);
  }

  private static Path lines() {
    try {
      URL classes = Line.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(classes.toURI()).resolveSibling("lines");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes an object by the public constructor that takes these arguments. */
  Object make(String type, Object... arguments) throws ReflectiveOperationException {
    for (Constructor<?> constructor : loader.loadClass(type).getConstructors()) {
      if (takes(constructor, arguments)) {
        return constructor.newInstance(arguments);
      }
    }
    throw new NoSuchMethodException(type);
  }

  /** Calls a public static method. */
  Object call(String type, String method, Object... arguments) throws ReflectiveOperationException {
    return call(loader.loadClass(type), null, method, arguments);
  }

  /** Calls a public method of a public class. */
  static Object call(Object on, String method, Object... arguments)
      throws ReflectiveOperationException {
    return call(on.getClass(), on, method, arguments);
  }

  private static Object call(Class<?> type, Object on, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        return method.invoke(on, arguments);
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }

  private static boolean takes(Executable executable, Object... arguments) {
    Class<?>[] types = executable.getParameterTypes();
    boolean fits = types.length == arguments.length;
    for (int i = 0; fits && i < types.length; i++) {
      fits = wrapped(types[i]).isInstance(arguments[i]);
    }
    return fits;
  }

  private static Class<?> wrapped(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }
}
