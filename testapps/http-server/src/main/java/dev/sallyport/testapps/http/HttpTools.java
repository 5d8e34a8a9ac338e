package dev.sallyport.testapps.http;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The tools: as many as are named that send requests, and {@code list}, which tells of clients. */
final class HttpTools {
  private static final long PATIENCE_SECONDS = 10;

  private final Map<String, HttpCaller> callers = new LinkedHashMap<>();
  private final Map<String, String> variables;

  /**
   * The tools of a server.
   *
   * @param variables the environment, which many servers read once, when they start
   */
  HttpTools(List<HttpCaller> callers, Map<String, String> variables) {
    for (HttpCaller caller : callers) {
      if (this.callers.put(caller.name(), caller) != null) {
        throw new IllegalStateException("two clients are named " + caller.name());
      }
    }
    this.variables = Map.copyOf(variables);
  }

  List<ServedTool> all(List<String> names) {
    List<ServedTool> tools = new ArrayList<>();
    for (String name : names) {
      tools.add(sending(name));
    }
    tools.add(
        ServedTool.named("list", "Lists the clients: name, tab, what each can do.")
            .answeredBy(
                request ->
                    success(
                        callers.values().stream()
                            .map(HttpTools::described)
                            .collect(Collectors.joining("\n")))));
    return tools;
  }

  private ServedTool sending(String name) {
    return ServedTool.named(name, "Sends an HTTP request.")
        .requires("client", "By which client")
        .requires("url", "Where to, a line each; $NAME stands for a variable, as in the rest")
        .accepts("method", "GET if absent")
        .accepts("headers", "A line each")
        .accepts("body", "None if absent")
        .accepts("async", "true for the client's asynchronous way")
        .accepts("times", "How often, one after another")
        .answeredBy(request -> success(told(request)));
  }

  /** The outcome of each time and URL, a line each. Copes with everything. */
  private String told(CallToolRequest request) {
    HttpCaller caller = callers.get(argument(request, "client"));
    if (caller == null) {
      return "there is no client " + argument(request, "client");
    }
    String method = argument(request, "method", "GET");
    Map<String, String> headers = headers(filled(argument(request, "headers", "")));
    String body = filled(argument(request, "body", ""));
    boolean async = Boolean.parseBoolean(argument(request, "async", "false"));
    List<String> outcomes = new ArrayList<>();
    for (int i = Integer.parseInt(argument(request, "times", "1")); i > 0; i--) {
      for (String url : filled(argument(request, "url")).split("\n", -1)) {
        Sending sending = new Sending(method, url, headers, body);
        outcomes.add(outcome(caller, sending, async).replace('\n', ' '));
      }
    }
    return String.join("\n", outcomes);
  }

  private static String outcome(HttpCaller caller, Sending sending, boolean async) {
    try {
      Reply reply = async ? awaited(caller, sending) : caller.send(sending);
      return reply.status() + " " + reply.body();
    } catch (Throwable failure) {
      StringBuilder told = new StringBuilder("threw ").append(failure);
      for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
        told.append(", because of ").append(cause);
      }
      return told.toString();
    }
  }

  private static Reply awaited(HttpCaller caller, Sending sending) throws Throwable {
    try {
      return caller
          .sendLater(sending)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // What a stage that depends on it is told, not what waiting for it adds.
      throw e.getCause();
    }
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("$" + variable.getKey(), variable.getValue());
    }
    return filled;
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(parts -> headers.put(parts[0], parts[1]));
    return headers;
  }

  private static String described(HttpCaller caller) {
    List<String> abilities = new ArrayList<>();
    if (caller.gets()) {
      abilities.add("gets");
    }
    if (caller.redirects()) {
      abilities.add("redirects");
    }
    if (caller.carriesHeaders()) {
      abilities.add("carries");
    }
    if (caller.isAsync()) {
      abilities.add("async");
    }
    if (caller.isHttp2()) {
      abilities.add("http2");
    }
    if (caller.isAnyMethod()) {
      abilities.add("methods");
    }
    if (caller.isPooled()) {
      abilities.add("pool");
    }
    if (caller.isTls()) {
      abilities.add("tls");
    }
    return caller.name() + "\t" + String.join(" ", abilities);
  }
}
