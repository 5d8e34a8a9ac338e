package dev.sallyport.agent.scan;

import java.util.Locale;

/** What a native method is about. The first ones reach the outside world, or the gates. */
public enum Family {
  FILES,
  ATTRIBUTES,
  MAPPED_MEMORY,
  SOCKETS,
  DATAGRAMS,
  MULTICAST,
  UNIX_SOCKETS,
  ASYNC_CHANNELS,
  NAME_RESOLUTION,
  NETWORK_INTERFACES,
  PROCESSES,
  PROCESS_HANDLES,
  ENVIRONMENT,
  NATIVE_LIBRARIES,
  FOREIGN_FUNCTIONS,
  ATTACH,
  DIAGNOSTICS,
  FLIGHT_RECORDER,
  MANAGEMENT,
  EXIT_AND_SIGNALS,
  INSTRUMENTATION,
  DEVICES,
  CLASSES,
  COMPUTATION,
  MEMORY,
  THREADS,
  VIRTUAL_MACHINE,
  GRAPHICS;

  /** Whether each of its methods is reviewed by name: none may hide behind a pattern. */
  boolean isByName() {
    return compareTo(CLASSES) < 0;
  }

  /** As the reviewed file and the command line write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The family of that word, or an {@link IllegalArgumentException}. */
  static Family of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
