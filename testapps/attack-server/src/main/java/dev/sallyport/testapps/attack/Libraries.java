package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.LIBRARY;

import java.lang.reflect.Method;
import java.nio.file.Path;

/** Loading native code. */
final class Libraries {
  private Libraries() {}

  static Family loading() {
    Family load = new Family("load");
    load.add("System.load", LIBRARY, at -> loaded(() -> System.load(at.text())))
        .near("files.read", "%path%")
        .awaits("self");
    load.add("Runtime.load", LIBRARY, at -> loaded(() -> Runtime.getRuntime().load(at.text())))
        .near("files.read", "%path%")
        .awaits("self");
    load.add("SymbolLookup.libraryLookup", LIBRARY, Libraries::looked)
        .since(22)
        .needs("jvm", "foreign")
        .near("files.read", "%path%")
        .awaits("self");
    return load;
  }

  private static String loaded(Runnable load) {
    load.run();
    return DONE;
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
