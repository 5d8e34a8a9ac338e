package dev.sallyport.testapps.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a server of the scenario is asked to serve, on the command line: {@code [--http PORT]
 * stdio|sse|streamable|stateless}. Its HTTP is on the loopback address only.
 *
 * @param port 0 for any free one, which is also what it is over stdio
 */
public record Way(Transport transport, int port) {
  /** Where servers listen. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it names no transport
   */
  public static Way of(String... arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    int port = 0;
    if (!rest.isEmpty() && rest.get(0).equals("--http")) {
      port = Integer.parseInt(rest.get(1));
      rest = rest.subList(2, rest.size());
    }
    return new Way(Transport.valueOf(String.join(" ", rest).toUpperCase(Locale.ROOT)), port);
  }

  /**
   * Says on stderr that the server listens, which is what clients wait for.
   *
   * @param actual the port that it got
   */
  public void tellListening(int actual) {
    System.err.println("listening on http://" + LOOPBACK + ":" + actual + transport.path());
  }
}
