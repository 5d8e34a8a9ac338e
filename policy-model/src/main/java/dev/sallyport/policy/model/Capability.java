package dev.sallyport.policy.model;

/** A use of the JVM's own powers, which would reach past the gates or stop the server. */
public enum Capability {
  /** Attach to a JVM, this one included ({@code com.sun.tools.attach}). */
  ATTACH,
  /** Diagnostic commands, heap dumps, flight recordings, VM flags. */
  DIAGNOSTICS,
  /** End this JVM. */
  EXIT,
  /** Call and be called by native code without JNI, and reach raw memory (JEP 454). */
  FOREIGN,
  /** Use {@code java.lang.instrument.Instrumentation}. */
  INSTRUMENT,
  /** See processes that are not this server's children, and end them. */
  PROCESSES,
  /** Handle and raise signals of the operating system. */
  SIGNALS,
  /** Get hold of {@code sun.misc.Unsafe}. */
  UNSAFE
}
