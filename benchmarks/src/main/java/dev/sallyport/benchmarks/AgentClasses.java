package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** What the agent's jar holds beside the application, read without being the agent. */
final class AgentClasses extends ClassLoader {
  private static final String FOLDER = "sallyport/";

  private final JarFile jar;
  private final Map<String, Constructor<?>> constructors = new ConcurrentHashMap<>();

  AgentClasses(Path jar) throws IOException {
    super(ClassLoader.getPlatformClassLoader());
    this.jar = new JarFile(jar.toFile());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/');
    try {
      ZipEntry entry = jar.getEntry(FOLDER + file + ".classdata");
      byte[] bytes = entry == null ? startClass(file + ".class") : bytes(entry);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] bytes(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** One of those that a start loads, or null. */
  private byte @Nullable [] startClass(String file) throws IOException {
    try (ZipInputStream in =
        new ZipInputStream(jar.getInputStream(jar.getEntry(FOLDER + "start.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(file)) {
          return in.readAllBytes();
        }
      }
      return null;
    }
  }

  /** A new one, by its public constructor of as many parameters. */
  Object make(String name, @Nullable Object... arguments) {
    try {
      return constructors
          .computeIfAbsent(name + '/' + arguments.length, key -> find(name, arguments.length))
          .newInstance(arguments);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(name, e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name, e.getCause());
    }
  }

  /** The value of a static field, such as a constant of an enum. */
  Object constant(String name, String field) {
    try {
      return loadClass(name).getField(field).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + "." + field, e);
    }
  }

  private Constructor<?> find(String name, int parameters) {
    try {
      return Arrays.stream(loadClass(name).getConstructors())
          .filter(constructor -> constructor.getParameterCount() == parameters)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(name + " takes no " + parameters));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
