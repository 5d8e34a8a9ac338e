package dev.sallyport.agent.report;

/**
 * Something that an agent found or that went wrong, as often as it was told.
 *
 * @param kind of the record
 * @param subject what it is about
 */
record Notice(String kind, String subject, String what, long times, String first, String last) {

  Notice again(String time) {
    return new Notice(
        kind,
        subject,
        what,
        times + 1,
        time.compareTo(first) < 0 ? time : first,
        time.compareTo(last) > 0 ? time : last);
  }
}
