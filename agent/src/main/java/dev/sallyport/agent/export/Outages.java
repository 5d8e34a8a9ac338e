package dev.sallyport.agent.export;

/** Hears of places that records do not reach, so that the audit file tells of it. */
public interface Outages {

  /** A place does not take records any more; they wait for it. */
  void failing(String place, String why);

  /**
   * A place takes records again.
   *
   * @param lost how many there was no room for meanwhile
   */
  void regained(String place, long lost);
}
