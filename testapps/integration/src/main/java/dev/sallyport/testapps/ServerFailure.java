package dev.sallyport.testapps;

/** A server did not do what was asked of it; the message holds both of its streams. */
public final class ServerFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  ServerFailure(String message, ServerProcess server, Throwable cause) {
    super(message + System.lineSeparator() + server.describe(), cause);
  }

  ServerFailure(String message, ServerProcess server) {
    super(message + System.lineSeparator() + server.describe());
  }
}
