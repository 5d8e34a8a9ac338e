package dev.sallyport.agent.inbound;

import org.jspecify.annotations.Nullable;

/** Reads the requests of one family of servers. What can't be read is thrown, whatever it is. */
public interface InboundReader {

  /** The request; null where the object is none. */
  @Nullable InboundRequest read(Object request) throws Throwable;
}
