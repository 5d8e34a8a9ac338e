package dev.sallyport.agent.learn;

import dev.sallyport.policy.match.Arguments;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What having been done is no reason to be granted: a person has to want it. */
final class Doubts {
  /** Words that stand in the place of a method. */
  static final Set<String> NO_METHODS = Set.of("unseen", "passthrough");

  private static final String CUT = " characters)";
  private static final List<String> ANY_ARGUMENTS = List.of("\uE000", "\uE001", "\uE002");

  /** What would have somebody else's code run, or the machine be another. */
  private static final Pattern TAKES_EFFECT =
      Pattern.compile(
          "(/private)?/(etc|usr|bin|sbin|lib|lib64|boot|sys|proc)(/.*)?"
              + "|.*/\\.(bashrc|bash_profile|profile|zshrc|zshenv|login|cshrc|gitconfig)"
              + "|.*/\\.git/(hooks/.*|config)"
              + "|.*/(autostart|LaunchAgents|cron\\.[a-z]+|crontabs)/.*");

  private static final Set<String> INTERPRETERS =
      Set.of(
          "ash",
          "awk",
          "bash",
          "bun",
          "busybox",
          "cmd.exe",
          "csh",
          "dash",
          "deno",
          "doas",
          "env",
          "fish",
          "gawk",
          "jshell",
          "ksh",
          "node",
          "osascript",
          "perl",
          "php",
          "powershell.exe",
          "pwsh",
          "python",
          "python2",
          "python3",
          "ruby",
          "sh",
          "ssh",
          "su",
          "sudo",
          "tcsh",
          "xargs",
          "zsh");

  private static final Pattern VERSION = Pattern.compile("-?[0-9][0-9.]*$");

  private Doubts() {}

  /** Why it is not granted by learning; empty where it may be. */
  static String of(Operation operation, Policy policy) {
    if (operation.target().endsWith(CUT) || operation.target().indexOf('\uFFFD') >= 0) {
      return "the record does not hold the whole name";
    }
    return switch (operation.gate()) {
      case "file" -> ofFile(operation);
      case "network" -> ofNetwork(operation);
      case "dns" ->
          operation.operation().equals("resolve") ? "" : "the name of an address was asked for";
      case "http" -> ofRequest(operation);
      case "process" -> ofProgram(operation);
      case "environment" -> ofVariable(operation);
      case "credential" ->
          operation.operation().equals("send")
                  && policy.credentials().containsKey(operation.credential())
              ? ""
              : "a secret is granted by hand";
      case "library" -> "native code is out of reach of every gate";
      case "jvm" -> "a power of the JVM, which reaches past the gates";
      case "mcp" -> "it was a client of another MCP server";
      case "agent" -> "it is the agent's own";
      default -> "nothing in a policy grants it";
    };
  }

  private static String ofFile(Operation operation) {
    String path = operation.target();
    String kind = operation.operation();
    if (!Set.of("read", "list", "stat", "write", "delete").contains(kind)) {
      return "nothing in a policy grants it";
    }
    if (Places.isHomeOrAbove(path)) {
      return path.equals("/") ? "it is the root of all files" : "it is a whole home directory";
    }
    if (SecretPlaces.holds(path)) {
      return "secrets are there by custom";
    }
    boolean changes = kind.equals("write") || kind.equals("delete");
    if (changes && TAKES_EFFECT.matcher(path).matches()) {
      return "a change there has other programs do something else";
    }
    try {
      return PathPattern.parse(PathPattern.quote(path)).matches(path)
          ? ""
          : "no pattern stands for that name";
    } catch (Malformed e) {
      return "no pattern stands for that name";
    }
  }

  private static String ofNetwork(Operation operation) {
    boolean known = Set.of("connect", "send", "tunnel", "listen").contains(operation.operation());
    return known && !Endpoints.of(operation.target()).connect().isEmpty()
        ? ""
        : "records do not hold all that it depends on";
  }

  private static String ofRequest(Operation operation) {
    if (operation.operation().equals("passthrough")) {
      return "a client's token was given to this server, not to others";
    }
    if (operation.operation().equals("unseen")) {
      return "";
    }
    String url = UrlGroups.withoutQuery(operation.target());
    try {
      HttpRule.method(operation.operation().toUpperCase(Locale.ROOT));
    } catch (Malformed e) {
      return "no rule of URLs covers it";
    }
    return UrlGroups.of(List.of(url)).isEmpty() ? "it has more than one meaning" : "";
  }

  private static String ofProgram(Operation operation) {
    if (!operation.operation().equals("start")) {
      return "it is about processes that this server did not start";
    }
    if (operation.command().isEmpty()) {
      return "the record does not hold the shape of its arguments";
    }
    String name = operation.target().substring(operation.target().lastIndexOf('/') + 1);
    if (INTERPRETERS.contains(VERSION.matcher(name).replaceFirst(""))
        || INTERPRETERS.contains(name)) {
      return "it runs whatever it is told";
    }
    if (!operation.target().startsWith("/")) {
      return "no such program was found";
    }
    List<String> patterns = operation.command().subList(1, operation.command().size());
    return Arguments.of(patterns).matches(ANY_ARGUMENTS)
        ? "nothing is known of its arguments but their number"
        : "";
  }

  private static String ofVariable(Operation operation) {
    if (!operation.operation().equals("read")) {
      return "programs that start with it run other code, or find their set-up elsewhere";
    }
    return SecretPlaces.isVariable(operation.target()) ? "it is named as a secret is" : "";
  }

  /** The key of a policy that it is about, and the rule that would grant it. */
  static String rule(Operation operation) {
    String target = operation.target();
    return switch (operation.gate()) {
      case "file" ->
          switch (operation.operation()) {
            case "read", "list", "stat" -> "files.read: " + Places.pattern(target);
            case "write", "delete" ->
                "files." + operation.operation() + ": " + Places.pattern(target);
            default -> "file " + operation.operation() + ": " + target;
          };
      case "network" ->
          operation.operation().equals("listen")
              ? "listen: " + Endpoints.of(target).listen()
              : "net: " + target;
      case "dns" -> "net: " + target;
      case "http" ->
          NO_METHODS.contains(operation.operation())
              ? operation.operation() + ": " + target
              : "http: " + operation.operation().toUpperCase(Locale.ROOT) + " " + target;
      case "process" -> program(operation);
      case "environment" -> "env: " + target;
      case "library" -> "libraries: " + library(target);
      case "jvm" -> "jvm: " + operation.operation();
      case "mcp" -> "mcp: " + target;
      case "credential" -> "credentials: " + operation.credential();
      default -> operation.gate() + " " + operation.operation() + ": " + target;
    };
  }

  /** One that is loaded by its name alone has no directory. */
  private static String library(String target) {
    return target.startsWith("/") ? Places.pattern(target) : PathPattern.quote(target);
  }

  private static String program(Operation operation) {
    List<String> command = operation.command();
    return "exec: "
        + operation.target()
        + (command.size() < 2 ? "" : " " + String.join(" ", command.subList(1, command.size())));
  }
}
