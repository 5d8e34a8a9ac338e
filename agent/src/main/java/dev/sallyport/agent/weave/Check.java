package dev.sallyport.agent.weave;

/**
 * What a hook asks of the gates, and what it passes as {@code a}, {@code b}, {@code n} and {@code
 * m}. The weaver only carries it.
 */
public enum Check {
  /** a: path, links followed. */
  FILE_STAT,
  /** a: path, of which the last element is looked at itself even if it is a link. */
  FILE_STAT_LINK,
  /** a: path. */
  FILE_LIST,
  /** a: path. After: b: what was opened, as {@code FileDescriptor}. */
  FILE_READ,
  /** a: path. After: b: what was opened, as {@code FileDescriptor}. */
  FILE_WRITE,
  /** a: path, of which the last element is made or changed itself. */
  FILE_WRITE_LINK,
  /** a: path of a directory to make, which may be there already. */
  FILE_MAKE_DIRECTORY,
  /** a: path, of which the last element is removed itself. */
  FILE_DELETE,
  /** a: path; m: flags of {@code open(2)}. After: n: the descriptor. */
  FILE_OPEN,
  /** a: path; m: mode of {@code RandomAccessFile}. After: b: {@code FileDescriptor}. */
  FILE_OPEN_RANDOM,
  /** a: source; b: target. */
  FILE_MOVE,
  /** a: existing file; b: the new name. */
  FILE_LINK,
  /** a: what the link will say; b: the new link. */
  FILE_SYMLINK,
  /** a: name; n: descriptor of its directory; m: flags of {@code open(2)}. */
  FILE_OPEN_AT,
  /** a: name; n: descriptor of its directory; m: flags of {@code fstatat(2)}. */
  FILE_STAT_AT,
  /** a: name; n: descriptor of its directory. */
  FILE_DELETE_AT,
  /** a: source name; b: target name; n, m: descriptors of their directories. */
  FILE_MOVE_AT,
  /** a: path; n: descriptor of its directory, or {@code AT_FDCWD}; m: flags of fchmodat(2). */
  FILE_WRITE_AT,
  /** n: the descriptor of what is changed, which may be open for reading only. */
  FILE_WRITE_OPEN,
  /** a: path of what the JVM is told to remove when it exits. */
  FILE_DELETE_ON_EXIT,
  /** The JVM exits, and this thread now removes what it was told to. */
  FILE_EXIT,
  /**
   * a: path of what is read without an open that Java sees, or may be open already. After: b: what
   * is, as {@code ZipFile} or null.
   */
  FILE_SHARE,
  /**
   * a: the file that is read from, as {@code FileDescriptor}; n: how many bytes at most, or 0 where
   * that is not told. After: b: {@code byte[]} that they are in from m on, or null; n: how many,
   * negative for none.
   */
  FILE_BYTES,
  /** Only after: a: the file, as {@code FileDescriptor}; n: the byte, negative for none. */
  FILE_BYTE,
  /** a: {@code RandomAccessFile}, of which the next byte is read. */
  FILE_LINE,
  /** a: the file, as {@code FileDescriptor}; b: how many bytes are mapped, as {@code Long}. */
  FILE_MAP,
  /** a: path; b: {@code BasicFileAttributes} of what is there, which is copied. */
  FILE_COPY,
  /**
   * a: {@code InetAddress}, {@code SocketAddress} or path of a socket; b: what is connected, or
   * null; n: port.
   */
  CONNECT,
  /**
   * a: {@code InetAddress}, {@code SocketAddress}, path of a socket, {@code DatagramPacket} or
   * null; n: port.
   */
  SEND,
  /**
   * a: {@code InetAddress}, several of them, {@code SocketAddress} or null for any; b: what is
   * bound, or null; n: port.
   */
  BIND,
  /** Only after: b: a new socket; n: 0 where it is for datagrams. */
  SOCKET_OPEN,
  /**
   * a: the socket that is written to. Where bytes lie outside of the heap: their address; n: how
   * many. After: n: how many were written, negative for none.
   */
  SOCKET_WRITE,
  /** As {@link #SOCKET_WRITE}: the address of as many {@code struct iovec} as n says. */
  SOCKET_WRITE_VECTOR,
  /** Only after: a: the socket that was read from; n: how many bytes, negative for none. */
  SOCKET_READ,
  /**
   * a: {@code sun.security.ssl.TransportContext}; b: {@code byte[]} to be encrypted, from n on m.
   */
  TLS_WRITE,
  /**
   * a: {@code SSLEngine}; b: {@code ByteBuffer[]} to be encrypted, from the n-th on m. After: b:
   * {@code SSLEngineResult}.
   */
  TLS_WRAP,
  /**
   * a: the multicast group, as {@code InetAddress} or {@code SocketAddress}; b: {@code
   * InetSocketAddress} of the socket, the socket, or null.
   */
  JOIN,
  /** a: {@code InetAddress} that is asked for an echo. */
  REACH,
  /** A socket between virtual machines. */
  VSOCK,
  /** a: host name. After: b: {@code InetAddress[]} or {@code InetAddress}. */
  RESOLVE,
  /** a: host name, which may have been decided on already. */
  RESOLVE_INSIDE,
  /** a: bytes of the address whose name is looked up. */
  REVERSE,
  /** a: a socket that may have a proxy; b: {@code SocketAddress} of its target. Never refused. */
  SOCKS_TARGET,
  /** a: the socket, which has a proxy. */
  SOCKS,
  /** a: {@code java.net.HttpURLConnection}, which asks its proxy for a tunnel. */
  TUNNEL,
  /**
   * a: {@code String[]}, program first; b: working directory or null. Exchanged: the environment,
   * null for this process's own.
   */
  PROCESS,
  /** a: pid; the result is an {@code Optional} of its {@code ProcessHandle}. */
  PROCESS_FIND,
  /** The result is a {@code Stream} of {@code ProcessHandle}. */
  PROCESS_LIST,
  /** a: pid; the result is what is known of it, as {@code ProcessHandle.Info}. */
  PROCESS_DESCRIBE,
  /** a: {@code ProcessHandle}. */
  PROCESS_END,
  /** a: name of a variable. */
  ENVIRONMENT,
  /** The result is the environment of this process, as an unmodifiable map. */
  ENVIRONMENT_VIEW,
  /** The result is a copy of the environment of this process, to be changed for a child. */
  ENVIRONMENT_COPY,
  /**
   * a: {@code java.net.http.HttpRequest}; b: the exchange of all its hops. Exchanged: the first
   * line, where b is what writes it in HTTP/1.1, or the user's headers, where a is the stream in
   * HTTP/2.
   */
  HTTP_CLIENT,
  /** a: {@code java.net.HttpURLConnection}. Exchanged: the headers that it writes. */
  HTTP_URL_CONNECTION,
  /** a: the transport of an MCP client. */
  MCP_CLIENT,
  /**
   * a: Netty's {@code ChannelHandlerContext}; b: the {@code HttpObjectEncoder}, or null for that of
   * a client's codec. Exchanged: what is encoded, of which a request is one kind.
   */
  HTTP_NETTY,
  /**
   * a: Netty's {@code ChannelHandlerContext}; b: the {@code ChannelPromise}, which a refusal fails.
   * Exchanged: {@code Http2Headers}, which are a request's where they name a method.
   */
  HTTP2_NETTY,
  /**
   * a: {@code HttpClientStream} of Vert.x; b: who is told that the head was written, or null.
   * Exchanged: {@code HttpRequestHead}.
   */
  HTTP_VERTX,
  /** Exchanged: {@code HttpExchange} of Jetty's client; or with it as a, its fields. */
  HTTP_JETTY,
  /** a: OkHttp's chain of interceptors. Exchanged: the request that it writes. */
  OKHTTP,
  /**
   * Exchanged: a request of Apache HttpCore 4. a: its route or its context. b: where it is not
   * written yet, its context.
   */
  APACHE_4,
  /** Exchanged: a request of Apache HttpCore 5. a: where it is not written yet, its scope. */
  APACHE_5,
  /** a: {@code ServletRequest} that this server got; b: the response to it. */
  INBOUND_SERVLET,
  /** a: {@code HttpExchange} of the JDK's server. */
  INBOUND_JDK,
  /** a: {@code Connection}, which is {@code HttpServerRequest} where there is one; b: its state. */
  INBOUND_REACTOR_NETTY,
  /** a: {@code HttpServerRequest}, or its head; b: the request, which is told of its parts. */
  INBOUND_VERTX,
  /** a: {@code RoutingRequest} of Helidon; b: the response to it. */
  INBOUND_HELIDON,
  /** a: {@code ApplicationCall} of Ktor, or what else has a pipeline; b: the pipeline. */
  INBOUND_KTOR,
  /**
   * a: Netty's {@code HttpRequest}; b: its {@code ChannelHandlerContext}. Or a: Micronaut's
   * request, which was answered.
   */
  INBOUND_MICRONAUT,
  /** a: {@code Context} of Solon. */
  INBOUND_SOLON,
  /** a: host and port that a gRPC channel connects to, as text. */
  GRPC_CALL,
  /** a: AsyncHttpClient's {@code Request}. */
  HTTP_AHC,
  /** n: the exit status. */
  JVM_EXIT,
  /** a: the signal. */
  JVM_SIGNAL,
  /** a: the process id, or the command for an attached JVM. */
  JVM_ATTACH,
  /** Nothing is passed: the method tells what for. */
  JVM_INSTRUMENT,
  /** a: command or flag, or null. */
  JVM_DIAGNOSTICS,
  /** a: the file that the JVM is to write. */
  JVM_HEAP_DUMP,
  /** a: caller; b: the class that has the restricted method, or null; m: not 0 for JNI. */
  NATIVE_ACCESS,
  /** a: path or name of a library; m: not 0 where it is linked into the JVM. */
  LIBRARY_LOAD,
  /** a: the member to make accessible; b: caller; n: not 0 where this was asked before. */
  REFLECT,
  /** a: class to look into; b: {@code Lookup} of who wants to. */
  LOOK_INTO,
  /** a: {@code Lookup} of the class beside which another is defined. */
  DEFINE_CLASS,
  /** a: {@code Field}. */
  FIELD_OFFSET,
  /** a: {@code Thread} that is meddled with. */
  THREAD,
  /** Nothing is judged: the context follows the work. */
  CONTEXT,
  /**
   * a: the source of a chain of operators, or null; exchanged: its subscriber. Refused only where
   * the chain can't be given its context.
   */
  SUBSCRIBE,
  /**
   * The result is what a server calls tools with. Or b: what a client asks, exchanged: what it is
   * answered by; and so with all that follow. Or, of a server of no framework, a: the tool's name,
   * b: the arguments, or null.
   */
  TOOL_CALL,
  /** The result is what a server lists tools with. */
  TOOL_LIST,
  /** The result is what a server has resources read with. */
  RESOURCE_READ,
  /** The result is what a server has resources subscribed to with. */
  RESOURCE_SUBSCRIPTION,
  /** The result is what a server lists resources with. */
  RESOURCE_LIST,
  /** The result is what a server lists templates of resources with. */
  TEMPLATE_LIST,
  /** The result is what a server has prompts got with. */
  PROMPT_GET,
  /** The result is what a server lists prompts with. */
  PROMPT_LIST,
  /** The result is what a server completes arguments with. */
  COMPLETION,
  /** b: what is handled, or the server. Exchanged: what it handles clients' requests with. */
  REQUEST_HANDLER;

  /** Whether what is passed is a client's HTTP request, of whatever client. */
  public boolean isRequest() {
    return switch (this) {
      case HTTP_CLIENT,
          HTTP_URL_CONNECTION,
          HTTP_NETTY,
          HTTP2_NETTY,
          HTTP_VERTX,
          HTTP_JETTY,
          HTTP_AHC,
          OKHTTP,
          APACHE_4,
          APACHE_5 ->
          true;
      default -> false;
    };
  }

  /** Whether what is passed is a request that this server got. */
  public boolean isInbound() {
    return switch (this) {
      case INBOUND_SERVLET,
          INBOUND_JDK,
          INBOUND_REACTOR_NETTY,
          INBOUND_VERTX,
          INBOUND_HELIDON,
          INBOUND_KTOR,
          INBOUND_MICRONAUT,
          INBOUND_SOLON ->
          true;
      default -> false;
    };
  }

  /** Whether a request can be given another path where it is written. */
  public boolean takesPath() {
    return this == APACHE_4 || this == APACHE_5;
  }

  /** Whether what is asked for will be asked for again where it is sent. */
  public boolean isAhead() {
    return this == HTTP_AHC;
  }
}
