package dev.sallyport.agent.context;

/**
 * What work is done because of: a call, or a request over HTTP in which no call is known yet. Where
 * there is neither, it is the server's own.
 */
public sealed interface Cause permits Context, Arrival {

  /** What is true of work that both reached, where nothing tells which run of it is whose. */
  Cause narrow(Cause other);
}
