package dev.sallyport.agent.gate;

/**
 * What a request is about, in the words of a record.
 *
 * @param hook the id of the hook that asked
 */
record Subject(String gate, String operation, String hook) {}
