package dev.sallyport.policy.read;

import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words by which an operation is named where no gate sees it: in tests of a policy, and on the
 * command line.
 */
public enum OperationTerm {
  READ("The real path of a file that is opened for reading."),
  WRITE("The real path of a file that is created or changed."),
  DELETE("The real path of a file that is removed or renamed away."),
  LIST("The real path of a directory that is listed."),
  STAT("The real path of a file that is looked at."),
  CONNECT("Where is connected to: `host:port`, or `host (address:port)`."),
  LISTEN("Where is listened: a port, or `address:port`."),
  RESOLVE("The host name that is looked up."),
  HTTP("A method and a URL, such as `GET https://api.example.com/`."),
  EXEC("The real path of a program, then its arguments."),
  ENV("The environment variable that is read."),
  LIBRARY("The real path of a native library."),
  JVM("The power of the JVM that is used."),
  MCP("The MCP server that is used: `host:port`, or `stdio`.");

  private final String meaning;

  OperationTerm(String meaning) {
    this.meaning = meaning;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its value is, in a sentence. */
  public String meaning() {
    return meaning;
  }

  Shape shape() {
    return new Shape.Phrase(this == LISTEN ? Form.LISTEN : Form.TEXT);
  }

  /** All of them, as they are written. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (OperationTerm term : values()) {
      words.add(term.word());
    }
    return List.copyOf(words);
  }

  /**
   * The request that a gate would make of it.
   *
   * @param values one, but of a program its arguments, too
   * @param asked the path of a file as it is asked for; empty where that is the real one
   */
  public Request request(List<String> values, String asked) throws Malformed {
    if (values.isEmpty()) {
      throw new Malformed("program is missing", "write its path first");
    }
    String value = values.get(0);
    return switch (this) {
      case READ -> file(FileOperation.READ, value, asked);
      case WRITE -> file(FileOperation.WRITE, value, asked);
      case DELETE -> file(FileOperation.DELETE, value, asked);
      case LIST -> file(FileOperation.LIST, value, asked);
      case STAT -> file(FileOperation.STAT, value, asked);
      case CONNECT -> PeerText.parse(value).request(NetworkOperation.CONNECT);
      case LISTEN -> PeerText.parseListen(value).request(NetworkOperation.LISTEN);
      case RESOLVE -> new Request.Resolve(value);
      case HTTP -> http(value);
      case EXEC -> new Request.Exec(value, values.subList(1, values.size()));
      case ENV -> new Request.Environment(EnvironmentOperation.READ, value);
      case LIBRARY -> new Request.Library(real(value));
      case JVM -> new Request.Jvm(capability(value));
      case MCP -> new Request.McpClient(value);
    };
  }

  private static Request file(FileOperation operation, String path, String asked) throws Malformed {
    String real = real(path);
    return new Request.File(operation, asked.isEmpty() ? real : real(asked), real);
  }

  /** What a gate resolves can't be resolved here, so it has to be written as it would be. */
  private static String real(String path) throws Malformed {
    boolean drive = path.length() > 2 && path.charAt(1) == ':';
    if (!path.startsWith("/") && !drive) {
      throw new Malformed("path is relative", "write the whole path");
    }
    String[] names = path.substring(1).split("/", -1);
    for (String name : names) {
      if (path.length() > 1 && (name.isEmpty() || name.equals(".") || name.equals(".."))) {
        throw new Malformed(
            "path is not as it would be resolved", "write it without `.`, `..` and empty names");
      }
    }
    return path;
  }

  private static Request http(String text) throws Malformed {
    int space = text.indexOf(' ');
    if (space <= 0 || text.indexOf("://", space) < 0) {
      throw new Malformed("method or URL is missing", "write `GET https://api.example.com/`");
    }
    return new Request.Http(text.substring(0, space), text.substring(space + 1));
  }

  private static Capability capability(String word) throws Malformed {
    List<String> words = new ArrayList<>();
    for (Capability capability : Capability.values()) {
      words.add(PolicyKeys.word(capability));
      if (PolicyKeys.word(capability).equals(word)) {
        return capability;
      }
    }
    throw new Malformed(
        "`" + word + "` is no power of the JVM",
        "write one of `" + String.join("`, `", words) + "`");
  }
}
