package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Arguments;
import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.McpTarget;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.ExecGrant;
import dev.sallyport.policy.model.FileGrants;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Limits;
import dev.sallyport.policy.model.Unseen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys that grant something. What does not fit the table is left out: it was reported.
 */
final class GrantReader {
  /** The limits that are not in bytes. */
  private static final Set<String> COUNTED = Set.of("redirects", "files");

  private final CredentialReader credentials;
  private final Phrases phrases;
  private final Problems problems;

  GrantReader(CredentialReader credentials, Phrases phrases, Problems problems) {
    this.credentials = credentials;
    this.phrases = phrases;
    this.problems = problems;
  }

  /**
   * The grants of a tool or a phase.
   *
   * @param path of the mapping
   */
  GrantSet grants(Node.Mapping mapping, String path) {
    return new GrantSet(
        files(mapping, path + ".files"),
        endpoints(mapping, "net", path),
        http(mapping, path),
        listen(mapping, path),
        exec(mapping, path),
        env(mapping, path),
        paths(mapping, "libraries", path),
        jvm(mapping, path),
        credentials(mapping, path),
        endpoints(mapping, "passthrough", path),
        mcp(mapping, path),
        unseen(mapping, path),
        limits(mapping, path + ".limits"),
        said(mapping));
  }

  private static Set<String> said(Node.Mapping mapping) {
    Set<String> said = new HashSet<>();
    for (Node.Member member : mapping.members()) {
      said.add(member.key());
    }
    Node.Mapping files = Nodes.mapping(mapping, "files");
    if (files != null) {
      for (Node.Member member : files.members()) {
        said.add("files." + member.key());
      }
    }
    return said;
  }

  private FileGrants files(Node.Mapping mapping, String path) {
    Node.Mapping files = Nodes.mapping(mapping, "files");
    return files == null
        ? FileGrants.NONE
        : new FileGrants(
            paths(files, "read", path),
            paths(files, "write", path),
            paths(files, "delete", path),
            paths(files, "deny", path));
  }

  private List<Entry<PathPattern>> paths(Node.Mapping mapping, String key, String path) {
    List<Node> items = Nodes.items(mapping, key);
    List<Entry<PathPattern>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      PathPattern pattern = scalar == null ? null : pathPattern(scalar);
      if (scalar != null && pattern != null) {
        entries.add(new Entry<>(item(path, key, i), scalar.span(), pattern));
      }
    }
    return entries;
  }

  private @Nullable PathPattern pathPattern(Node.Scalar scalar) {
    try {
      return PathPattern.parse(scalar.text().asPathPattern());
    } catch (Malformed e) {
      problems.add(Code.BAD_PATTERN, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  /** Hosts and ports under a key. */
  List<Entry<Endpoint>> endpoints(Node.Mapping mapping, String key, String path) {
    List<Node> items = Nodes.items(mapping, key);
    List<Entry<Endpoint>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          Endpoint endpoint = Endpoint.parse(scalar.text().plain());
          entries.add(new Entry<>(item(path, key, i), scalar.span(), endpoint));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return entries;
  }

  private List<Entry<Endpoint>> listen(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "listen");
    List<Entry<Endpoint>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.textOrNumber(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          Endpoint endpoint = Endpoint.parseListen(scalar.text().plain());
          entries.add(new Entry<>(item(path, "listen", i), scalar.span(), endpoint));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return entries;
  }

  private List<Entry<HttpRule>> http(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "http");
    List<Entry<HttpRule>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*{}&", Code.BAD_URL)) {
        try {
          HttpRule rule = HttpRule.parse(scalar.text().plain());
          entries.add(new Entry<>(item(path, "http", i), scalar.span(), rule));
        } catch (Malformed e) {
          problems.add(Code.BAD_URL, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return entries;
  }

  private List<Entry<ExecGrant>> exec(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "exec");
    List<Entry<ExecGrant>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Node.Mapping program) {
        Node.Scalar name = Nodes.text(program, "program");
        PathPattern pattern = name == null ? null : pathPattern(name);
        if (name != null && pattern != null) {
          ExecGrant grant = new ExecGrant(pattern, Arguments.of(arguments(program)));
          entries.add(new Entry<>(item(path, "exec", i), name.span(), grant));
        }
      }
    }
    return entries;
  }

  private static List<String> arguments(Node.Mapping program) {
    List<String> arguments = new ArrayList<>();
    for (Node node : Nodes.items(program, "args")) {
      Node.Scalar scalar = Nodes.text(node);
      if (scalar != null) {
        arguments.add(scalar.text().asNameGlob());
      }
    }
    return arguments;
  }

  private static List<Entry<NameGlob>> env(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "env");
    List<Entry<NameGlob>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null) {
        NameGlob glob = NameGlob.parse(scalar.text().asNameGlob());
        entries.add(new Entry<>(item(path, "env", i), scalar.span(), glob));
      }
    }
    return entries;
  }

  private static List<Entry<Capability>> jvm(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "jvm");
    List<Entry<Capability>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Capability capability = Nodes.word(items.get(i), Capability.values());
      if (capability != null) {
        entries.add(new Entry<>(item(path, "jvm", i), items.get(i).span(), capability));
      }
    }
    return entries;
  }

  private List<Entry<String>> credentials(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "credentials");
    List<Entry<String>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && credentials.isKnown(scalar)) {
        entries.add(
            new Entry<>(item(path, "credentials", i), scalar.span(), scalar.text().plain()));
      }
    }
    return entries;
  }

  private List<Entry<McpTarget>> mcp(Node.Mapping mapping, String path) {
    List<Node> items = Nodes.items(mapping, "mcp");
    List<Entry<McpTarget>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node.Scalar scalar = Nodes.text(items.get(i));
      if (scalar != null && phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          McpTarget target = McpTarget.parse(scalar.text().plain());
          entries.add(new Entry<>(item(path, "mcp", i), scalar.span(), target));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return entries;
  }

  private static @Nullable Entry<Unseen> unseen(Node.Mapping mapping, String path) {
    Node.Member member = mapping.member("unseen");
    Unseen unseen = Nodes.word(mapping, "unseen", Unseen.values());
    return member == null || unseen == null
        ? null
        : new Entry<>(path + ".unseen", member.keySpan(), unseen);
  }

  private Limits limits(Node.Mapping mapping, String path) {
    Node.Mapping limits = Nodes.mapping(mapping, "limits");
    return limits == null
        ? Limits.NONE
        : new Limits(
            limit(limits, "sent", path),
            limit(limits, "received", path),
            limit(limits, "read", path),
            limit(limits, "redirects", path),
            limit(limits, "result", path),
            limit(limits, "files", path));
  }

  private @Nullable Entry<Long> limit(Node.Mapping limits, String key, String path) {
    Node.Member member = limits.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    if (member == null || scalar == null) {
      return null;
    }
    Long limit = COUNTED.contains(key) ? phrases.count(scalar) : phrases.size(scalar);
    return limit == null ? null : new Entry<>(path + "." + key, member.keySpan(), limit);
  }

  private static String item(String path, String key, int index) {
    return path + "." + key + "[" + index + "]";
  }
}
