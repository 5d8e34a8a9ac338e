package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What the agent's jar holds beside the application, read without being the agent. */
final class AgentClasses extends ClassLoader {
  private static final String FOLDER = "sallyport/";

  private final JarFile jar;

  AgentClasses(Path jar) throws IOException {
    super(ClassLoader.getPlatformClassLoader());
    this.jar = new JarFile(jar.toFile());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = jar.getEntry(FOLDER + name.replace('.', '/') + ".classdata");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
