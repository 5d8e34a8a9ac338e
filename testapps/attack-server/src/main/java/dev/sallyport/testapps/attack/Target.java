package dev.sallyport.testapps.attack;

import java.util.List;
import java.util.Map;

/**
 * What an attack is after, which says how the world shows that it succeeded.
 *
 * <p>In grants, {@code %path%} and the like stand for what is in {@link Ground}.
 */
public enum Target {
  /** The content of a file: the secret in it is in the answer. */
  CONTENT("files.read", "%path%"),
  /** The names in a directory: the secret one is in the answer. */
  LISTING("files.read", "%path%/**"),
  /** That a file is there, or what is known of it: the answer says so. */
  STATUS("files.read", "%path%"),
  /** A file, directory or link that is not there: it is, afterwards. */
  CREATED("files.write", "%path%"),
  /** A file that is there: its content or attributes are other ones afterwards. */
  CHANGED("files.write", "%path%"),
  /** A file that is there: it is gone afterwards. */
  REMOVED("files.delete", "%path%"),
  /** A TCP service: it has seen a connection. */
  CONNECTION("net", "127.0.0.1:%port%"),
  /** A unix domain service at the path: it has seen a connection. */
  LOCAL_CONNECTION("files.write", "%path%"),
  /** A UDP service: it has seen a datagram. */
  DATAGRAM("net", "127.0.0.1:%port%"),
  /** A free TCP port: someone listens there afterwards. */
  TCP_PORT("listen", "*:%port%"),
  /** A free TCP port: it is taken afterwards, and nobody listens there. */
  TAKEN_PORT("listen", "*:%port%"),
  /** A free UDP port: it is taken afterwards. */
  UDP_PORT("listen", "*:%port%"),
  /** A look-up: what it found is in the answer. */
  NAME("net", "localhost:1"),
  /** A program: it has left the file behind. */
  PROGRAM("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done > %path%\"]}"),
  /** A variable of the environment: its value is in the answer. */
  VARIABLE("env", "%name%"),
  /** A native library, a copy of one at the path: it is mapped into the process afterwards. */
  LIBRARY("libraries", "%path%"),
  /** Something the JVM can do: the answer says that it did. */
  POWER,
  /** The process: it ends. */
  END;

  private final String key;
  private final String value;

  Target() {
    this("", "");
  }

  Target(String key, String value) {
    this.key = key;
    this.value = value;
  }

  /** The least grants, by policy key. */
  public Map<String, List<String>> grants() {
    return key.isEmpty() ? Map.of() : Map.of(key, List.of(value));
  }
}
