package dev.sallyport.agent.report;

/**
 * One pin of a lock file.
 *
 * @param state {@code first seen}, {@code accepted} or {@code changed}
 */
record Pinned(String kind, String name, String state, String digest) {}
