package dev.sallyport.agent.scan;

import java.util.Locale;

/** What was found about a native method. */
public enum Verdict {
  /** Every way to it passes a row. */
  HOOKED,
  /** Reviewed, with a reason why it needs no row. */
  EXEMPT,
  /** Reviewed, and known to lack a row. */
  OPEN,
  /** Not reviewed, or reviewed as hooked though it is not. */
  UNCLASSIFIED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
