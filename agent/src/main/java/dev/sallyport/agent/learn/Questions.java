package dev.sallyport.agent.learn;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.read.PeerText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a policy says of what was done by one subject. */
final class Questions {
  /** A query that a rule covers only if it covers any. */
  private static final String SOME_QUERY = "?sallyport-some=query";

  /** An argument that no rule names. */
  private static final String SOME_ARGUMENT = "\uE000";

  private final Engine engine;
  private final Principal principal;

  Questions(Engine engine, Principal principal) {
    this.engine = engine;
    this.principal = principal;
  }

  /** The decision; null where nothing can be asked. */
  @Nullable Decision decide(Operation operation) {
    return ask(request(operation, SOME_QUERY));
  }

  /** Whether a URL is granted, but for its query. */
  boolean grantsPath(Operation operation) {
    Decision decision = operation.gate().equals("http") ? ask(request(operation, "")) : null;
    return decision != null && !decision.denies();
  }

  private @Nullable Decision ask(@Nullable Request request) {
    return request == null ? null : engine.answer(new Question.OfOperation(principal, request));
  }

  private static @Nullable Request request(Operation operation, String query) {
    String target = operation.target();
    return switch (operation.gate()) {
      case "file" -> file(operation.operation(), target);
      case "network" -> network(operation.operation(), target);
      case "dns" -> operation.operation().equals("resolve") ? new Request.Resolve(target) : null;
      case "http" -> http(operation, query);
      case "process" -> process(operation);
      case "environment" ->
          new Request.Environment(
              operation.operation().equals("set")
                  ? EnvironmentOperation.SET
                  : EnvironmentOperation.READ,
              target);
      case "library" -> new Request.Library(target);
      case "mcp" -> new Request.McpClient(target);
      case "credential" -> credential(operation);
      default -> null;
    };
  }

  private static @Nullable Request file(String operation, String target) {
    for (FileOperation one : FileOperation.values()) {
      if (Words.of(one).equals(operation)) {
        return new Request.File(one, target, target);
      }
    }
    return null;
  }

  private static @Nullable Request network(String operation, String target) {
    PeerText peer;
    try {
      peer = PeerText.parse(target);
    } catch (Malformed e) {
      return null;
    }
    boolean unresolved = !peer.name().isEmpty() && !target.endsWith(")");
    return switch (operation) {
      case "connect", "tunnel" ->
          unresolved
              ? new Request.Tunnel(peer.name(), peer.port())
              : peer.request(NetworkOperation.CONNECT);
      case "send" -> peer.request(NetworkOperation.SEND);
      case "listen" -> peer.request(NetworkOperation.LISTEN);
      default -> null;
    };
  }

  private static @Nullable Request http(Operation operation, String query) {
    String target = operation.target();
    if (Doubts.NO_METHODS.contains(operation.operation()) || !target.contains("://")) {
      return null;
    }
    String url = UrlGroups.withoutQuery(target);
    return new Request.Http(
        operation.operation().toUpperCase(Locale.ROOT),
        UrlGroups.hasQuery(target) ? url + query : url);
  }

  private static @Nullable Request process(Operation operation) {
    if (!operation.operation().equals("start") || operation.command().isEmpty()) {
      return null;
    }
    List<String> arguments =
        operation.command().subList(1, operation.command().size()).stream()
            .map(pattern -> pattern.replace("*", SOME_ARGUMENT))
            .toList();
    return new Request.Exec(operation.target(), arguments);
  }

  private static @Nullable Request credential(Operation operation) {
    if (operation.operation().equals("disclose")) {
      return new Request.Disclosure(operation.credential());
    }
    String target = operation.target();
    int authority = target.indexOf("://") + 3;
    try {
      PeerText peer = PeerText.parse(authority < 3 ? target : target.substring(authority));
      String host = peer.name().isEmpty() ? peer.address().getHostAddress() : peer.name();
      return new Request.Credential(operation.credential(), "GET", host, peer.port());
    } catch (Malformed e) {
      return null;
    }
  }
}
