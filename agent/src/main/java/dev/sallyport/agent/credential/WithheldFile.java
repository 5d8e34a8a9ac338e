package dev.sallyport.agent.credential;

import java.io.IOException;
import java.io.OutputStream;

/** A file of which the server gets another content. */
public final class WithheldFile {
  private final String name;
  private final String path;
  private final Octets placeholder;
  private final Octets lineEnd;

  /**
   * @param lineEnd after the value; empty where it has none
   */
  WithheldFile(String name, String path, Octets placeholder, Octets lineEnd) {
    this.name = name;
    this.path = path;
    this.placeholder = placeholder;
    this.lineEnd = lineEnd;
  }

  /** The credential, as the policy names it. */
  public String name() {
    return name;
  }

  /** Absolute, as the policy names it. */
  public String path() {
    return path;
  }

  /** Writes what the server gets. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(placeholder.copy());
    out.write(lineEnd.copy());
  }
}
