package dev.sallyport.agent.export;

import java.util.Map;

/**
 * One record on its way to one place.
 *
 * @param number counts what was to go there from 1, what was lost on the way included
 * @param time RFC 3339 in UTC
 * @param kind of the record
 * @param text in the format of the place, one line
 * @param fields by their paths, for a place that wants them apart; else empty
 */
record Exported(
    long number,
    String time,
    String kind,
    Severity severity,
    String text,
    Map<String, String> fields) {}
