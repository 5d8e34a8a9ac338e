package dev.sallyport.agent.report;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what would let go on what was denied: by its reason whether, by what it is how. */
final class Remedies {
  private static final int LONGEST = 500;
  private static final String SERVER = "adds to what the server's own threads may do";

  private Remedies() {}

  static Remedy of(Use use, Tools tools) {
    Likeness like = use.like();
    if (tools.isStrange(like.actor())) {
      return never("no tool of that name is known here");
    }
    if (like.target().length() > LONGEST) {
      return never("its name is too long for a policy to be read by people");
    }
    if (like.target().equals(Likeness.OTHERS)) {
      return never("too many different targets to name each");
    }
    return switch (like.reason()) {
      case "not-granted", "not-listed" -> granting(like);
      case "denied" -> never("a deny rule covers it: " + like.rule());
      case "egress-floor" ->
          never(
              "the floor of addresses: private, loopback, link-local or metadata. Where one address"
                  + " is meant, name it under egress.allow");
      case "protected" -> never("it is the agent itself");
      case "disclosure" -> never("a result would tell a secret");
      case "changed" ->
          never(
              "its definition is not what was pinned; look at it, then accept it with the command pins accept");
      case "unapproved", "disapproved", "lapsed" ->
          never("somebody has to approve the call: see the command approvals list");
      case "out-of-scope" -> never("a secret may go to its own hosts only, by its own methods");
      case "unseen" -> never("a client that is not known; grant its host under net if it is meant");
      case "rate", "concurrency", "limit" -> never("a limit was reached: " + like.rule());
      case "role", "scope", "caller", "purpose", "expired", "foreign" ->
          never("who called, or in which session, decided it, not what was called");
      case "risk", "action" -> never("its risk says that it changes nothing: " + like.rule());
      case "ambiguous" -> never("it has more than one meaning");
      case "error" -> never("it could not be decided");
      default -> never("what had to hold for the call did not: " + like.rule());
    };
  }

  private static Remedy never(String why) {
    return new Remedy.Never(why);
  }

  private static Remedy granting(Likeness like) {
    String target = like.target();
    return switch (like.gate()) {
      case "tool", "resource", "prompt" -> use(like);
      case "file" ->
          switch (like.operation()) {
            case "write", "move" -> path(like, "write");
            case "delete" -> path(like, "delete");
            default -> path(like, "read");
          };
      case "http" -> http(like);
      case "network" -> network(like);
      case "dns" ->
          list(
              like,
              "net",
              Remedy.text(target + ":443"),
              "a name may be resolved where its host is granted; 443 is a guess");
      case "process" ->
          like.operation().equals("start")
              ? list(
                  like,
                  "exec",
                  "{ program: " + quotedPath(target) + ", args: [\"**\"] }",
                  "any arguments: records hold none, so name those that are meant; a shell runs"
                      + " anything")
              : list(like, "jvm", "processes", "sees and ends other processes");
      case "environment" -> list(like, "env", Remedy.text(NameGlob.quote(target)), "");
      case "library" ->
          list(like, "libraries", quotedPath(target), "native code is out of the agent's reach");
      case "jvm" -> list(like, "jvm", like.operation(), "reaches past the gates");
      case "credential" -> list(like, "credentials", Remedy.text(like.credential()), "");
      case "mcp" -> list(like, "mcp", Remedy.text(target), "");
      default -> never("nothing of a policy grants it");
    };
  }

  private static Remedy use(Likeness like) {
    return new Remedy.Paste(at(like), "{}", "");
  }

  private static Remedy path(Likeness like, String operation) {
    List<String> keys = at(like);
    keys.add("files");
    keys.add(operation);
    return new Remedy.Paste(keys, "[" + quotedPath(like.target()) + "]", caution(like, ""));
  }

  private static Remedy list(Likeness like, String key, String item, String caution) {
    List<String> keys = at(like);
    keys.add(key);
    return new Remedy.Paste(keys, "[" + item + "]", caution(like, caution));
  }

  private static String caution(Likeness like, String caution) {
    if (!like.actor().kind().equals("server")) {
      return caution;
    }
    return caution.isEmpty() ? SERVER : SERVER + "; " + caution;
  }

  private static Remedy http(Likeness like) {
    String method = like.operation().toUpperCase(Locale.ROOT);
    int query = like.target().indexOf('?');
    String url = query < 0 ? like.target() : like.target().substring(0, query);
    if (!url.contains("://")) {
      return never("where it goes is not told");
    }
    return list(like, "http", Remedy.text(method + " " + placeholders(url)), "");
  }

  /** Each {@code {}} of a template gets a name, as a rule wants it. */
  private static String placeholders(String template) {
    StringBuilder rule = new StringBuilder();
    int from = 0;
    int number = 1;
    for (int at = template.indexOf("{}"); at >= 0; at = template.indexOf("{}", from)) {
      rule.append(template, from, at).append("{x").append(number++).append('}');
      from = at + 2;
    }
    return rule.append(template.substring(from)).toString();
  }

  private static Remedy network(Likeness like) {
    String peer = Destination.endpoint(like.target());
    return switch (like.operation()) {
      case "listen" -> list(like, "listen", Remedy.text(peer), "");
      default -> list(like, "net", Remedy.text(peer), "");
    };
  }

  private static String quotedPath(String path) {
    return Remedy.text(PathPattern.quote(path));
  }

  /** The entry of who did it. */
  private static List<String> at(Likeness like) {
    List<String> keys = new ArrayList<>();
    Actor actor = like.actor();
    if (actor.kind().equals("server")) {
      keys.add("runtime");
      keys.add(actor.name());
    } else {
      keys.add(actor.kind() + "s");
      keys.add(actor.kind().equals("resource") ? actor.name() : NameGlob.quote(actor.name()));
    }
    return keys;
  }
}
