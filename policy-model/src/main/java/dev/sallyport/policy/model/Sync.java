package dev.sallyport.policy.model;

/** When what was written to the audit file is forced to the disk, as {@code fsync(2)} does. */
public enum Sync {
  /** When the operating system does it: a killed process loses nothing, a power failure may. */
  NONE,
  /** Once a second while records are written. */
  INTERVAL,
  /** After each write; records that come together are written together. */
  ALWAYS
}
