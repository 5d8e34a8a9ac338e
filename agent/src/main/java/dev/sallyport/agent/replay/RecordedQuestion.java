package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.read.PeerText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The question that a record answers, as far as the record tells it. */
final class RecordedQuestion {
  private static final String NO_QUERY = "?...";

  private RecordedQuestion() {}

  /**
   * The question.
   *
   * @param arguments of the call, which records do not hold
   */
  static Question of(AuditRecord.Decision record, Map<?, ?> arguments) throws Untold {
    if (record.gate().equals(record.kind())) {
      return new Question.OfUse(use(record, arguments), circumstances(record), null);
    }
    Request operation = operation(record);
    if (operation == null) {
      throw new Untold("what " + record.gate() + " " + record.operation() + " was asked for");
    }
    return new Question.OfOperation(principal(record), operation);
  }

  private static Request.Invocation use(AuditRecord.Decision record, Map<?, ?> arguments) {
    String name = record.of();
    return switch (record.operation()) {
      case "subscribe" -> new Request.ResourceSubscription(name);
      case "complete" -> new Request.Completion(primitive(record));
      default ->
          switch (record.kind()) {
            case "resource" -> new Request.ResourceRead(name);
            case "prompt" -> new Request.PromptGet(name);
            default -> new Request.ToolCall(name, arguments);
          };
    };
  }

  private static Principal principal(AuditRecord.Decision record) {
    if (record.kind().isEmpty()) {
      boolean starting = record.phase().equals(Words.of(Phase.STARTING));
      return new Principal.Server(starting ? Phase.STARTING : Phase.SERVING);
    }
    return primitive(record);
  }

  /** For what it was. A template of URIs has braces, which no URI has. */
  static Principal.Primitive primitive(AuditRecord.Decision record) {
    String name = record.of();
    return switch (record.kind()) {
      case "resource" ->
          name.indexOf('{') >= 0
              ? new Principal.ResourceTemplate(name)
              : new Principal.Resource(name);
      case "prompt" -> new Principal.Prompt(name);
      default -> tool(record);
    };
  }

  private static Principal.Tool tool(AuditRecord.Decision record) {
    String tool = record.of();
    String before = Actions.virtualTool(tool, "");
    return record.virtual().startsWith(before)
        ? new Principal.Tool(tool, record.virtual().substring(before.length()))
        : new Principal.Tool(tool);
  }

  private static Circumstances circumstances(AuditRecord.Decision record) throws Untold {
    Asker asker = record.asker();
    Caller caller =
        asker.subject().isEmpty()
            ? null
            : new Caller(
                asker.subject(),
                new HashSet<>(asker.roles()),
                orNull(asker.tenant()),
                orNull(asker.agent()),
                null,
                null);
    try {
      return new Circumstances(caller, null, Instant.parse(record.time()));
    } catch (DateTimeParseException e) {
      throw new Untold("when it was");
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Request operation(AuditRecord.Decision record) throws Untold {
    String target = record.target();
    String operation = record.operation();
    return switch (record.gate()) {
      case "file" -> file(operation, target);
      case "network" -> network(operation, target);
      case "dns" -> operation.equals("resolve") ? new Request.Resolve(target) : null;
      case "http" -> http(operation, target);
      case "environment" ->
          new Request.Environment(
              operation.equals("set") ? EnvironmentOperation.SET : EnvironmentOperation.READ,
              target);
      case "library" -> new Request.Library(target);
      case "jvm" -> jvm(operation);
      case "mcp" -> new Request.McpClient(target);
      case "agent" -> operation.equals("touch") ? new Request.Agent() : null;
      case "credential" ->
          operation.equals("disclose") ? new Request.Disclosure(record.credential()) : null;
      case "process" -> process(operation);
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

  /** A name without its address was left to a proxy, or to a channel, to look up. */
  private static @Nullable Request network(String operation, String target) throws Untold {
    PeerText peer;
    try {
      peer = PeerText.parse(target);
    } catch (Malformed e) {
      return null;
    }
    boolean unresolved = !peer.name().isEmpty() && !target.endsWith(")");
    return switch (operation) {
      case "connect" ->
          unresolved
              ? new Request.Tunnel(peer.name(), peer.port())
              : peer.request(NetworkOperation.CONNECT);
      case "tunnel" -> tunnel(peer);
      case "send" -> peer.request(NetworkOperation.SEND);
      case "join" -> peer.request(NetworkOperation.JOIN);
      case "listen" -> throw new Untold("whether it was for clients or for answers");
      default -> null;
    };
  }

  private static Request tunnel(PeerText peer) {
    String host = peer.name().isEmpty() ? peer.address().getHostAddress() : peer.name();
    return new Request.Tunnel(host, peer.port());
  }

  private static @Nullable Request http(String operation, String target) throws Untold {
    if (target.endsWith(NO_QUERY)) {
      throw new Untold("the query of the URL");
    }
    boolean asked = !operation.equals("unseen") && !operation.equals("passthrough");
    return asked && target.contains("://")
        ? new Request.Http(operation.toUpperCase(Locale.ROOT), target)
        : null;
  }

  private static @Nullable Request jvm(String operation) {
    for (Capability capability : Capability.values()) {
      if (Words.of(capability).equals(operation)) {
        return new Request.Jvm(capability);
      }
    }
    return null;
  }

  private static Request process(String operation) throws Untold {
    if (operation.equals("start")) {
      throw new Untold("the arguments of the program");
    }
    return new Request.Jvm(Capability.PROCESSES);
  }
}
