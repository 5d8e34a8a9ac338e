package dev.sallyport.agent.start;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.ModuleDescriptor;
import java.net.URI;

/**
 * Makes the agent's module. The door has this class loaded by itself, outside of that module and
 * before it is there, and lets nothing else see the JDK's way to do it.
 */
public final class OwnModuleDefinition {
  private OwnModuleDefinition() {}

  /** Makes it for a loader that has not loaded any class; it reads and exports nothing yet. */
  public static Module define(ClassLoader loader, ModuleDescriptor descriptor)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.internal.module.Modules");
    MethodType signature =
        MethodType.methodType(Module.class, ClassLoader.class, ModuleDescriptor.class, URI.class);
    try {
      // By a handle of this shape, which the JDK has at hand: reflection makes several first.
      return (Module)
          MethodHandles.lookup()
              .findStatic(type, "defineModule", signature)
              .invokeExact(loader, descriptor, (URI) null);
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
