package dev.sallyport.agent.report;

/**
 * One figure of the programme, or why it can't be known.
 *
 * @param id what it is called in JSON
 * @param definition what is counted, and of what
 * @param note what else there is to say of it; empty for nothing
 */
record Figure(String id, String name, String definition, Value value, String note) {

  /** What it comes to. */
  sealed interface Value {}

  /**
   * So many of so many.
   *
   * @param of at least 1: of none there is no share
   */
  record Share(long count, long of, String what) implements Value {
    long percent() {
      return Math.round(100.0 * count / of);
    }
  }

  /** A length of time. */
  record Time(double seconds, long of) implements Value {}

  /** Records do not tell, or there is nothing to count. */
  record Unknown(String why) implements Value {}

  static Figure unknown(String id, String name, String definition, String why) {
    return new Figure(id, name, definition, new Unknown(why), "");
  }
}
