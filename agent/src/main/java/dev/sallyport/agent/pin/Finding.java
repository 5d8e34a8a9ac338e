package dev.sallyport.agent.pin;

/**
 * Something suspicious about a definition.
 *
 * @param where the way to the text
 * @param excerpt what it is known by, in visible ASCII
 */
record Finding(Suspicion suspicion, String where, String excerpt) {}
