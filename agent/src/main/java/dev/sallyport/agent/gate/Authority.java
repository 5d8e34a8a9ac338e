package dev.sallyport.agent.gate;

/** A host and a port, as one text. */
final class Authority {
  private Authority() {}

  static String of(String host, int port) {
    return host.concat(":").concat(Integer.toString(port));
  }
}
