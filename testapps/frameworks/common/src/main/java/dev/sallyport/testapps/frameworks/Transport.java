package dev.sallyport.testapps.frameworks;

/** How the protocol is carried. */
public enum Transport {
  STDIO("stdio", ""),
  SSE("SSE", "/sse"),
  STREAMABLE("streamable HTTP", "/mcp"),
  STATELESS("stateless HTTP", "/mcp");

  /** Where clients of {@link #SSE} send to, unless the framework says where itself. */
  public static final String MESSAGES = "/messages";

  private final String title;
  private final String path;

  Transport(String title, String path) {
    this.title = title;
    this.path = path;
  }

  /** Where a client begins; empty where there is no HTTP. */
  public String path() {
    return path;
  }

  @Override
  public String toString() {
    return title;
  }
}
