package dev.sallyport.agent.doctor;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/** Opens the packages in which hooks stand to this one, one at a time, in the doctor's own JVM. */
record Access(Instrumentation instrumentation) {

  /** A lookup with the access of the class itself. */
  MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
    Module self = Access.class.getModule();
    if (!type.getModule().isOpen(type.getPackageName(), self)) {
      instrumentation.redefineModule(
          type.getModule(),
          Set.of(),
          Map.of(),
          Map.of(type.getPackageName(), Set.of(self)),
          Set.of(),
          Map.of());
    }
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }
}
