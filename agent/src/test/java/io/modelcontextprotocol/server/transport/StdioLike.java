package io.modelcontextprotocol.server.transport;

import java.io.InputStream;

/** Keeps what it reads as the SDK's transport does, and has such a name. */
@SuppressWarnings("UnusedVariable") // looked at by reflection
public final class StdioLike {
  private final InputStream inputStream;

  public StdioLike(InputStream inputStream) {
    this.inputStream = inputStream;
  }
}
