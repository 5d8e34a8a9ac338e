package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.model.Capability;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a principal is about to do, in the terms a policy is written in. */
public sealed interface Request {

  /** Whether it changes something in the world, as far as that can be told beforehand. */
  default boolean changes() {
    return false;
  }

  /**
   * A request over HTTP arrives, and nothing of it was looked at yet.
   *
   * @param local whether it arrives on a loopback address
   * @param host the header; null where there is none
   * @param origin the header; null where there is none
   */
  record Arrival(boolean local, @Nullable String host, @Nullable String origin)
      implements Request {}

  /** A client asks for something that the server offers, and no handler ran yet. */
  sealed interface Invocation extends Request {

    /** What it asks for. */
    Principal.Primitive of();
  }

  /**
   * A call of a tool.
   *
   * @param arguments by their names, as maps, lists, texts, numbers, booleans and null; null where
   *     they can't be told
   */
  record ToolCall(String tool, @Nullable Map<?, ?> arguments) implements Invocation {
    /** One that has no arguments. */
    public ToolCall(String tool) {
      this(tool, Map.of());
    }

    @Override
    public Principal.Primitive of() {
      return new Principal.Tool(tool);
    }
  }

  /** The reading of a resource. */
  record ResourceRead(String uri) implements Invocation {
    @Override
    public Principal.Primitive of() {
      return new Principal.Resource(uri);
    }
  }

  /** A subscription to the changes of a resource. */
  record ResourceSubscription(String uri) implements Invocation {
    @Override
    public Principal.Primitive of() {
      return new Principal.Resource(uri);
    }
  }

  /** The getting of a prompt. */
  record PromptGet(String prompt) implements Invocation {
    @Override
    public Principal.Primitive of() {
      return new Principal.Prompt(prompt);
    }
  }

  /**
   * The completion of an argument.
   *
   * @param of the prompt or the resource template that has the argument
   */
  record Completion(Principal.Primitive of) implements Invocation {}

  /**
   * A file operation.
   *
   * @param requested the absolute path as asked for, lexically normalised; deny rules see it too
   * @param real the real path, links resolved; grants are decided on it
   */
  record File(FileOperation operation, String requested, String real) implements Request {
    @Override
    public boolean changes() {
      return operation == FileOperation.WRITE || operation == FileOperation.DELETE;
    }
  }

  /**
   * Whether a file is one that the JVM itself needs, such as a jar of the class path.
   *
   * @param real its real path
   */
  record Need(String real) implements Request {}

  /**
   * A directory is about to get another name, and all that is below it with it. That the one name
   * goes and the other comes is asked by itself.
   *
   * @param real its real path
   * @param target the real path that it would have
   */
  record Move(String real, String target) implements Request {}

  /**
   * A use of an IP address.
   *
   * @param names the host names, lower case, for which this process's resolver returned the address
   */
  record Network(NetworkOperation operation, InetAddress address, int port, Set<String> names)
      implements Request {}

  /** A look-up of a host name. */
  record Resolve(String host) implements Request {}

  /**
   * A look-up of the name of an address.
   *
   * @param names as in {@link Network}
   */
  record Reverse(InetAddress address, Set<String> names) implements Request {}

  /**
   * A connection that a proxy is asked to make.
   *
   * @param host a name that only the proxy resolves, or an address as text
   */
  record Tunnel(String host, int port) implements Request {}

  /**
   * One HTTP request, a hop of a redirect included.
   *
   * @param url the absolute URL as the client will send it
   * @param parsed that URL; null where it is none, or has no one meaning
   */
  record Http(String method, String url, @Nullable HttpUrl parsed) implements Request {
    /** Safe by RFC 9110; what is asked through a connection of CONNECT is decided by itself. */
    private static final Set<String> HARMLESS =
        Set.of("GET", "HEAD", "OPTIONS", "TRACE", "CONNECT");

    /** One to a URL as text. */
    public Http(String method, String url) {
      this(method, url, HttpUrl.orNull(url));
    }

    @Override
    public boolean changes() {
      return !HARMLESS.contains(method);
    }

    /** By its text, of which all else follows. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Http http && method.equals(http.method) && url.equals(http.url);
    }

    @Override
    public int hashCode() {
      return 31 * method.hashCode() + url.hashCode();
    }
  }

  /**
   * An HTTP request whose header names another server than its URL does. Nothing grants it.
   *
   * @param host as the header has it
   */
  record OtherHost(String host) implements Request {}

  /**
   * A redirect that is about to be followed.
   *
   * @param count how many there were since the first request, this one included
   */
  record Redirect(int count) implements Request {}

  /**
   * The first bytes on a connection that no request was decided for, or that are HTTP of a client
   * that is not known.
   *
   * @param names as in {@link Network}
   */
  record UnseenHttp(InetAddress address, int port, Set<String> names) implements Request {}

  /**
   * A known secret is about to leave in a request.
   *
   * @param name as the policy names it
   * @param host where the request goes, as its URL says
   */
  record Credential(String name, String method, String host, int port) implements Request {}

  /**
   * A known secret is about to leave in the result of a call.
   *
   * @param name as the policy names it
   */
  record Disclosure(String name) implements Request {}

  /** A token that a client of this server sent is about to leave in a request. */
  record Passthrough(String host, int port) implements Request {}

  /**
   * This server is about to act as a client of another MCP server.
   *
   * @param target {@code host:port}, or {@code stdio}
   */
  record McpClient(String target) implements Request {}

  /**
   * Bytes of a call that leave, arrive, are read or are answered, all told.
   *
   * @param bytes since the call began
   */
  record Transfer(Direction direction, long bytes) implements Request {}

  /**
   * A file is about to be read, changed or removed by a call.
   *
   * @param count how many different ones that makes since the call began
   */
  record Touch(int count) implements Request {}

  /**
   * The start of a process.
   *
   * @param program the real path of the executable, or the name as given where it was not found
   * @param arguments without the program itself
   */
  record Exec(String program, List<String> arguments) implements Request {
    @Override
    public boolean changes() {
      return true;
    }
  }

  /** A use of an environment variable. */
  record Environment(EnvironmentOperation operation, String name) implements Request {}

  /**
   * The loading of a native library.
   *
   * @param path the real path
   */
  record Library(String path) implements Request {}

  /** A use of the JVM's own powers. */
  record Jvm(Capability capability) implements Request {}

  /** A touch on the agent itself: its classes, objects and threads. Nothing grants it. */
  record Agent() implements Request {}
}
