package dev.sallyport.policy.read;

import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.SignatureAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Reads {@code callers}. What does not fit the table is left out: it was reported. */
final class CallerReader {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int SHA256_DIGITS = 64;

  private final ReachReader reaches;
  private final CallLimitReader limits;
  private final Phrases phrases;
  private final Problems problems;

  CallerReader(ReachReader reaches, CallLimitReader limits, Phrases phrases, Problems problems) {
    this.reaches = reaches;
    this.limits = limits;
    this.phrases = phrases;
    this.problems = problems;
  }

  /** After {@link ReachReader#roles}, whose names it refers to. */
  @Nullable Entry<Callers> read(Node.Mapping policy) {
    Node.Member member = policy.member("callers");
    if (member == null || !(member.value() instanceof Node.Mapping callers)) {
      return null;
    }
    Node.Member required = callers.member("required");
    return new Entry<>(
        "callers",
        member.keySpan(),
        new Callers(
            required == null || Nodes.isTrue(required.value()),
            local(callers),
            bearer(callers),
            hmac(callers),
            keys(callers),
            certificate(callers),
            limits.read(callers, "callers."),
            limits.volumes(callers, "callers.")));
  }

  private Callers.@Nullable Local local(Node.Mapping callers) {
    Node.Mapping local = Nodes.mapping(callers, "local");
    String subject = local == null ? null : plain(local, "subject");
    return local == null || subject == null
        ? null
        : new Callers.Local(subject, reaches.known(Nodes.items(local, "roles")));
  }

  private Callers.@Nullable Bearer bearer(Node.Mapping callers) {
    Node.Mapping bearer = Nodes.mapping(callers, "bearer");
    if (bearer == null) {
      return null;
    }
    String issuer = plain(bearer, "issuer");
    String audience = plain(bearer, "audience");
    Callers.KeySet jwks = keySet(bearer);
    Duration skew = time(bearer, "skew");
    String subject = pointer(bearer, "subject");
    String roles = pointer(bearer, "roles");
    String tenant = pointer(bearer, "tenant");
    String agent = pointer(bearer, "agent");
    String tools = pointer(bearer, "tools");
    String metadata = metadata(bearer);
    checkScopes(bearer);
    return issuer == null || audience == null || jwks == null
        ? null
        : new Callers.Bearer(
            issuer,
            audience,
            jwks,
            algorithms(bearer),
            skew == null ? SKEW : skew,
            subject == null ? "/sub" : subject,
            roles == null ? "/roles" : roles,
            tenant,
            agent,
            tools == null ? "/permitted_tools" : tools,
            reaches.reaches(bearer, "scopes", "callers.bearer.scopes"),
            metadata);
  }

  /** A scope that no token can have (RFC 6749, 3.3) would break the header that names it. */
  private void checkScopes(Node.Mapping bearer) {
    Node.Mapping scopes = Nodes.mapping(bearer, "scopes");
    if (scopes == null) {
      return;
    }
    for (Node.Member scope : scopes.members()) {
      if (scope.key().isEmpty() || !isQuotable(scope.key())) {
        problems.add(
            Code.BAD_VALUE,
            "scope is none that a token can have",
            scope.keySpan(),
            "write ASCII without spaces, quotes and backslashes");
      }
    }
  }

  /** It goes into a header as a quoted string, as it is. */
  private @Nullable String metadata(Node.Mapping bearer) {
    Node.Scalar scalar = Nodes.text(bearer, "metadata");
    if (scalar == null) {
      return null;
    }
    String text = scalar.text().plain();
    try {
      HttpUrl.parse(text);
      if (!isQuotable(text)) {
        problems.add(
            Code.BAD_URL,
            "URL has characters that no header can quote",
            scalar.span(),
            "write them percent-encoded");
      }
    } catch (Malformed e) {
      problems.add(Code.BAD_URL, e.getMessage(), scalar.span(), e.help());
    }
    return text;
  }

  private static boolean isQuotable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each <= ' ' || each > '~' || each == '"' || each == '\\') {
        return false;
      }
    }
    return true;
  }

  private Callers.@Nullable KeySet keySet(Node.Mapping bearer) {
    Node.Scalar scalar = Nodes.text(bearer, "jwks");
    if (scalar == null) {
      return null;
    }
    String text = scalar.text().plain();
    if (!text.startsWith("http:") && !text.startsWith("https:")) {
      return new Callers.KeySet.File(phrases.absolutePath(scalar));
    }
    try {
      HttpUrl url = HttpUrl.parse(text);
      if (!url.secure() && !url.isLoopback()) {
        problems.add(
            Code.BAD_URL,
            "keys would come over a connection that anybody can change",
            scalar.span(),
            "start it with `https://`");
      }
    } catch (Malformed e) {
      problems.add(Code.BAD_URL, e.getMessage(), scalar.span(), e.help());
    }
    return new Callers.KeySet.Url(text);
  }

  private static List<SignatureAlgorithm> algorithms(Node.Mapping bearer) {
    if (bearer.member("algorithms") == null) {
      return List.of(SignatureAlgorithm.values());
    }
    List<SignatureAlgorithm> algorithms = new ArrayList<>();
    for (Node item : Nodes.items(bearer, "algorithms")) {
      SignatureAlgorithm algorithm = Nodes.word(item, SignatureAlgorithm.values());
      if (algorithm != null) {
        algorithms.add(algorithm);
      }
    }
    return algorithms;
  }

  private Callers.@Nullable Hmac hmac(Node.Mapping callers) {
    Node.Mapping hmac = Nodes.mapping(callers, "hmac");
    Node.Mapping key = hmac == null ? null : Nodes.mapping(hmac, "key");
    String header = hmac == null ? null : plain(hmac, "header");
    if (hmac == null || key == null || header == null) {
      return null;
    }
    Duration lifetime = time(hmac, "lifetime");
    String env = plain(key, "env");
    Node.Scalar file = Nodes.text(key, "file");
    CredentialSource source =
        env != null
            ? new CredentialSource.Environment(env)
            : file != null ? new CredentialSource.File(phrases.absolutePath(file)) : null;
    return source == null
        ? null
        : new Callers.Hmac(source, header, lifetime == null ? LIFETIME : lifetime);
  }

  private Map<String, Callers.Key> keys(Node.Mapping callers) {
    Map<String, Callers.Key> keys = new LinkedHashMap<>();
    Node.Mapping written = Nodes.mapping(callers, "keys");
    if (written == null) {
      return keys;
    }
    for (Node.Member member : written.members()) {
      if (member.value() instanceof Node.Mapping key) {
        String digest = digest(key);
        String subject = plain(key, "subject");
        List<String> roles = reaches.known(Nodes.items(key, "roles"));
        if (digest != null) {
          keys.put(
              member.key(),
              new Callers.Key(digest, subject == null ? member.key() : subject, roles));
        }
      }
    }
    return keys;
  }

  private @Nullable String digest(Node.Mapping key) {
    Node.Scalar scalar = Nodes.text(key, "sha256");
    if (scalar == null) {
      return null;
    }
    String digest = scalar.text().plain().toLowerCase(Locale.ROOT);
    if (digest.length() != SHA256_DIGITS || !isHex(digest)) {
      problems.add(
          Code.BAD_VALUE,
          "digest is not 64 hex digits",
          scalar.span(),
          "write what `sha256sum` says of the key");
    }
    return digest;
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private Callers.@Nullable Certificate certificate(Node.Mapping callers) {
    Node.Mapping certificate = Nodes.mapping(callers, "certificate");
    if (certificate == null) {
      return null;
    }
    Map<X500Principal, List<String>> roles = new LinkedHashMap<>();
    Node.Mapping written = Nodes.mapping(certificate, "roles");
    if (written != null) {
      for (Node.Member member : written.members()) {
        X500Principal subject = subject(member);
        List<String> known = reaches.known(Nodes.items(written, member.key()));
        if (subject != null) {
          roles.put(subject, known);
        }
      }
    }
    return new Callers.Certificate(roles);
  }

  private @Nullable X500Principal subject(Node.Member member) {
    try {
      return new X500Principal(member.key());
    } catch (IllegalArgumentException e) {
      problems.add(
          Code.BAD_VALUE,
          "key is not a distinguished name",
          member.keySpan(),
          "write it as `CN=ci,O=Acme`");
      return null;
    }
  }

  private @Nullable Duration time(Node.Mapping mapping, String key) {
    Node.Scalar scalar = Nodes.text(mapping, key);
    return scalar == null ? null : phrases.time(scalar);
  }

  private @Nullable String pointer(Node.Mapping mapping, String key) {
    Node.Scalar scalar = Nodes.text(mapping, key);
    if (scalar == null) {
      return null;
    }
    String pointer = scalar.text().plain();
    if (!pointer.startsWith("/")) {
      problems.add(
          Code.BAD_VALUE,
          "text is not a JSON pointer",
          scalar.span(),
          "write `/" + scalar.text().written() + "`");
    }
    return pointer;
  }

  private static @Nullable String plain(Node.Mapping mapping, String key) {
    Node.Scalar scalar = Nodes.text(mapping, key);
    return scalar == null ? null : scalar.text().plain();
  }
}
