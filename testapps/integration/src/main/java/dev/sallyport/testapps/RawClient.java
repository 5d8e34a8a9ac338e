package dev.sallyport.testapps;

import java.util.Map;

/** Speaks JSON-RPC in the caller's own bytes, so that two servers can be compared exactly. */
public interface RawClient {
  /**
   * Sends a request and waits for the message with the same id.
   *
   * @param request one JSON object on one line
   * @return the answer as it came
   * @throws ServerFailure if none came in time
   */
  String exchange(String request);

  /** Calls a tool and returns the answer as it came. */
  default String call(int id, String tool, Map<String, String> arguments) {
    return exchange(RawMessage.call(id, tool, arguments));
  }

  /** Sends a message that nobody answers. */
  void send(String notification);

  /**
   * Opens a session as a client of 2025-03-26 does; uses the id 0.
   *
   * @return the answer to {@code initialize}
   */
  default String handshake() {
    String answer =
        exchange(
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":\
            {"protocolVersion":"2025-03-26","capabilities":{},\
            "clientInfo":{"name":"raw","version":"1"}}}""");
    send(
        """
        {"jsonrpc":"2.0","method":"notifications/initialized"}""");
    return answer;
  }
}
