package dev.sallyport.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent and its dependencies out of the one jar, where they lie under a folder and a
 * suffix of their own, so that no other loader finds them and no scanner trips over them.
 *
 * <p>Its parent is the platform loader: nothing of the application is visible from here.
 */
final class IsolatedLoader extends ClassLoader {
  private static final String OWN = "dev.sallyport.";
  private static final String FOLDER = "sallyport/";
  private static final String CLASS = ".class";
  private static final String CLASS_DATA = ".classdata";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final String root;
  private final StartClasses start;

  IsolatedLoader(File file) throws IOException {
    this(new JarFile(file, /* verify= */ false), "jar:" + file.toURI() + "!/");
  }

  private IsolatedLoader(JarFile jar, String root) throws IOException {
    this(jar, root, StartClasses.in(jar));
  }

  private IsolatedLoader(JarFile jar, String root, StartClasses start) {
    super("sallyport", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    this.root = root;
    this.start = start;
  }

  /** One of the same jar, which shares no class with this one. */
  IsolatedLoader another() {
    return new IsolatedLoader(jar, root, start);
  }

  /** Our own first: asking the parent for each of them costs a start an exception. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/').concat(CLASS);
    int found = start.find(file);
    if (found >= 0) {
      return defineClass(name, start.bytes(), start.start(found), start.length(found));
    }
    byte[] bytes;
    try (InputStream in = open(file)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Straight from the jar: by its URL, a resource costs a cold start some 10 ms. */
  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      return open(name);
    } catch (IOException e) {
      return super.getResourceAsStream(name);
    }
  }

  @Override
  protected URL findResource(String name) {
    String entry = entryOf(name);
    if (jar.getEntry(entry) == null) {
      return null;
    }
    try {
      return new URL(root + entry);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL only = findResource(name);
    return Collections.enumeration(only == null ? List.of() : List.of(only));
  }

  private InputStream open(String name) throws IOException {
    int found = start.find(name);
    if (found >= 0) {
      return start.open(found);
    }
    JarEntry entry = jar.getJarEntry(entryOf(name));
    if (entry == null) {
      throw new FileNotFoundException(name);
    }
    return jar.getInputStream(entry);
  }

  /** As {@link #findResource(String)}: the JDK asks by module for what a named one holds. */
  @Override
  protected URL findResource(String module, String name) throws IOException {
    return module == null || OwnModule.NAME.equals(module) ? findResource(name) : null;
  }

  private static String entryOf(String name) {
    return name.endsWith(CLASS)
        ? FOLDER + name.substring(0, name.length() - CLASS.length()) + CLASS_DATA
        : FOLDER + name;
  }
}
