package dev.sallyport.testapps.guarded;

/** The three policies that each probe is tried under. */
enum Twin {
  /** Enforce, with all that is near the operation and not the operation itself. */
  DENIED("enforce"),
  /** Enforce, with the least that lets the operation happen. */
  GRANTED("enforce"),
  /** The policy of {@link #DENIED}, in audit mode. */
  AUDITED("audit");

  final String mode;

  Twin(String mode) {
    this.mode = mode;
  }

  Grants grants(Probe probe) {
    return switch (this) {
      case DENIED, AUDITED -> probe.nearMiss();
      case GRANTED -> probe.least();
    };
  }
}
