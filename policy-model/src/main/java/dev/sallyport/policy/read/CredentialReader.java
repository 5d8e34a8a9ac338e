package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Screening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code credentials}, and the names of credentials elsewhere. */
final class CredentialReader {
  private final Phrases phrases;
  private final Problems problems;
  private final List<String> names = new ArrayList<>();

  CredentialReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  /** Those of a policy that this one extends are known here, too. */
  void know(Set<String> others) {
    names.addAll(others);
  }

  /** The credentials of a policy, by name. */
  Map<String, Entry<Credential>> read(Node.Mapping policy) {
    Map<String, Entry<Credential>> credentials = new LinkedHashMap<>();
    Node.Mapping entries = Nodes.mapping(policy, "credentials");
    if (entries == null) {
      return credentials;
    }
    for (Node.Member member : entries.members()) {
      names.add(member.key());
      Credential credential =
          member.value() instanceof Node.Mapping keys ? credential(member.key(), keys) : null;
      if (credential != null) {
        String path = "credentials." + member.key();
        credentials.put(member.key(), new Entry<>(path, member.keySpan(), credential));
      }
    }
    return credentials;
  }

  private @Nullable Credential credential(String name, Node.Mapping keys) {
    CredentialSource source = source(keys);
    Node.Member withhold = keys.member("withhold");
    Screening results = Nodes.word(keys, "results", Screening.values());
    List<Endpoint> hosts = hosts(keys);
    List<String> methods = methods(keys);
    return source == null
        ? null
        : new Credential(
            name,
            source,
            hosts,
            methods,
            withhold != null && Nodes.isTrue(withhold.value()),
            results == null ? Screening.REDACT : results);
  }

  private @Nullable CredentialSource source(Node.Mapping keys) {
    Node.Scalar env = Nodes.text(keys, "env");
    if (env != null) {
      return new CredentialSource.Environment(env.text().plain());
    }
    Node.Scalar file = Nodes.text(keys, "file");
    if (file != null) {
      return new CredentialSource.File(phrases.absolutePath(file));
    }
    Node.Scalar property = Nodes.text(keys, "property");
    return property == null ? null : new CredentialSource.Property(property.text().plain());
  }

  private List<Endpoint> hosts(Node.Mapping keys) {
    List<Endpoint> hosts = new ArrayList<>();
    for (Node item : Nodes.items(keys, "hosts")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null && phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          hosts.add(Endpoint.parseHost(scalar.text().plain()));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return hosts;
  }

  private List<String> methods(Node.Mapping keys) {
    List<String> methods = new ArrayList<>();
    for (Node item : Nodes.items(keys, "methods")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        try {
          methods.add(HttpRule.method(scalar.text().plain()));
        } catch (Malformed e) {
          problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return methods;
  }

  /** Whether a credential of that name was read; where not, that is reported. */
  boolean isKnown(Node.Scalar name) {
    String text = name.text().plain();
    if (names.contains(text)) {
      return true;
    }
    String nearest = NearestWord.of(text, names);
    // What a variable stands for is not shown: it may be a secret.
    problems.add(
        Code.UNKNOWN_CREDENTIAL,
        "`" + name.text().written() + "` is not a credential of this policy",
        name.span(),
        nearest.isEmpty()
            ? "list it under `credentials` at the top"
            : "did you mean `" + nearest + "`?");
    return false;
  }
}
