package dev.sallyport.testapps.serving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command line of a test server: {@code [--kind sync|async|stateless] [--http PORT] [--tls
 * STORE] operand…}.
 *
 * @param kind which of the SDK's servers
 * @param port the port for HTTP, 0 for any free one; stdio if absent
 * @param store as {@link Endpoint#secure} wants it, for HTTP over TLS; plain if absent
 * @param operands all that is no option
 */
public record Options(Kind kind, OptionalInt port, Optional<Path> store, List<String> operands) {

  public Options {
    operands = List.copyOf(operands);
    if (kind == Kind.STATELESS && port.isEmpty()) {
      throw new IllegalArgumentException("--kind stateless needs --http");
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an option is incomplete or has no such value
   */
  public static Options parse(String... arguments) {
    Kind kind = Kind.SYNC;
    OptionalInt port = OptionalInt.empty();
    Optional<Path> store = Optional.empty();
    List<String> operands = new ArrayList<>();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--kind" -> kind = Kind.valueOf(value(argument, rest).toUpperCase(Locale.ROOT));
        case "--http" -> port = OptionalInt.of(Integer.parseInt(value(argument, rest)));
        case "--tls" -> store = Optional.of(Path.of(value(argument, rest)));
        default -> operands.add(argument);
      }
    }
    return new Options(kind, port, store, operands);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }
}
