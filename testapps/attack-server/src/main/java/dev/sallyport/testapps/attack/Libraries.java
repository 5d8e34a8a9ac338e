package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.LIBRARY;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;

/** Loading native code. */
final class Libraries {
  private Libraries() {}

  static Family loading() {
    Family load = new Family("load");
    load.add("System.load", LIBRARY, at -> loaded(() -> System.load(at.text())))
        .near("files.read", "%path%");
    load.add("Runtime.load", LIBRARY, at -> loaded(() -> Runtime.getRuntime().load(at.text())))
        .near("files.read", "%path%");
    load.add("System.loadLibrary, ClassLoader.findLibrary", LIBRARY, Libraries::found)
        .near("files.read", "%path%");
    load.add("SymbolLookup.libraryLookup", LIBRARY, Libraries::looked)
        .since(22)
        .needs("jvm", "foreign")
        .near("files.read", "%path%");
    return load;
  }

  private static String loaded(Runnable load) {
    load.run();
    return DONE;
  }

  private static String found(Ground at) throws Exception {
    at.hold(new Finding(at.text())).named().run();
    return DONE;
  }

  /** Of each class loader, the libraries that it finds. */
  private static final class Finding extends ClassLoader {
    private final String library;

    Finding(String library) {
      super(Finding.class.getClassLoader());
      this.library = library;
    }

    Runnable named() throws Exception {
      try (InputStream in = Named.class.getResourceAsStream("Named.class")) {
        byte[] bytes = in.readAllBytes();
        return (Runnable)
            defineClass(Named.class.getName(), bytes, 0, bytes.length)
                .getConstructor()
                .newInstance();
      }
    }

    @Override
    protected String findLibrary(String name) {
      return library;
    }
  }

  private static Object looked(Ground at) throws Throwable {
    Class<?> arenas = Class.forName("java.lang.foreign.Arena");
    Object arena = at.hold(arenas.getMethod("global").invoke(null));
    Method lookup =
        Class.forName("java.lang.foreign.SymbolLookup")
            .getMethod("libraryLookup", Path.class, arenas);
    return at.hold(lookup.invoke(null, at.path(), arena)) != null ? DONE : null;
  }
}
