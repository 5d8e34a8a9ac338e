package dev.sallyport.agent.start;

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
    return (Module)
        Class.forName("jdk.internal.module.Modules")
            .getMethod("defineModule", ClassLoader.class, ModuleDescriptor.class, URI.class)
            .invoke(null, loader, descriptor, null);
  }
}
