package dev.sallyport.policy.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * How callers are told from each other. Each way is null, or empty, where not written.
 *
 * @param required whether one that is not identified may use nothing
 * @param keys by the name of the key
 * @param limits of the calls of one caller, in all its sessions
 * @param volumes of the same
 */
public record Callers(
    boolean required,
    @Nullable Local local,
    @Nullable Bearer bearer,
    @Nullable Hmac hmac,
    Map<String, Key> keys,
    @Nullable Certificate certificate,
    CallLimits limits,
    Volumes volumes) {

  public Callers {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /** Whoever started a server that talks over stdio. */
  public record Local(String subject, List<String> roles) {
    public Local {
      roles = List.copyOf(roles);
    }
  }

  /**
   * A signed JWT (RFC 7519, RFC 9068). What is found in it is said by JSON pointers (RFC 6901).
   *
   * @param algorithms a token may be signed with; none of them is symmetric
   * @param skew of clocks that is put up with
   * @param tenant null where not written, as of {@code agent}
   * @param tools where the token lists the tools that it permits
   * @param scopes what each scope of the token may reach; null where scopes narrow nothing
   * @param metadata the URL where clients read which issuer to ask (RFC 9728), or null
   */
  public record Bearer(
      String issuer,
      String audience,
      KeySet jwks,
      List<SignatureAlgorithm> algorithms,
      Duration skew,
      String subject,
      String roles,
      @Nullable String tenant,
      @Nullable String agent,
      String tools,
      @Nullable Entry<Map<String, Reach>> scopes,
      @Nullable String metadata) {
    public Bearer {
      algorithms = List.copyOf(algorithms);
    }
  }

  /** Where the public keys of an issuer are (RFC 7517). */
  public sealed interface KeySet {

    /** Behind a URL. */
    record Url(String url) implements KeySet {}

    /**
     * In a file.
     *
     * @param path absolute
     */
    record File(String path) implements KeySet {}
  }

  /**
   * A token with a time in it and a code (RFC 2104) over both.
   *
   * @param header of the request that has it
   * @param lifetime after that time
   */
  public record Hmac(CredentialSource key, String header, Duration lifetime) {}

  /**
   * A key that a caller sends as it is.
   *
   * @param sha256 its digest, in lower-case hex digits
   */
  public record Key(String sha256, String subject, List<String> roles) {
    public Key {
      roles = List.copyOf(roles);
    }
  }

  /** The certificate that a client showed in the TLS handshake, its chain verified there. */
  public record Certificate(Map<X500Principal, List<String>> roles) {
    public Certificate {
      roles = Map.copyOf(roles);
    }
  }
}
