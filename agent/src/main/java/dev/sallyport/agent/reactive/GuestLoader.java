package dev.sallyport.agent.reactive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines classes of ours beside a library that they are compiled against, of which an application
 * may have several copies. Nothing but that library's loader refers to it, so that it ends with the
 * application.
 */
final class GuestLoader extends ClassLoader {
  /** What lives here is never asked of the parent, which anybody may have put classes into. */
  static final String GUESTS = "dev.sallyport.agent.guest.";

  GuestLoader(ClassLoader library) {
    super("sallyport guests", library);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(GUESTS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/').concat(".class");
    try (InputStream in = GuestLoader.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
