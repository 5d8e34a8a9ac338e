package dev.sallyport.agent.context;

/**
 * A callback of those that run once, on a thread.
 *
 * @param wasUnclaimed whether it has to be claimed by whoever runs it, on the thread where it is,
 *     and nobody had when it began
 */
record Running(Object callback, boolean wasUnclaimed) {}
