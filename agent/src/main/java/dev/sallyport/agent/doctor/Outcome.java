package dev.sallyport.agent.doctor;

/**
 * What came of one canary.
 *
 * @param stopped whether it fired, and the operation ended there
 * @param detail what a refusal looked like, or why there was none
 */
record Outcome(boolean stopped, String detail) {}
