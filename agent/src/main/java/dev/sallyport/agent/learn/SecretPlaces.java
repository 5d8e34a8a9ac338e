package dev.sallyport.agent.learn;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where secrets are by custom, which nothing that was seen is a reason to grant. */
final class SecretPlaces {
  /** What a policy denies beside each grant of a whole directory. */
  static final List<String> DENIED =
      List.of(
          "**/.env*",
          "**/.{ssh,aws,azure,gnupg,kube,docker}/**",
          "**/{.netrc,.npmrc,.pypirc,.git-credentials}",
          "**/*.{pem,key,p12,pfx,jks,keystore}",
          "**/id_{rsa,dsa,ecdsa,ed25519}*");

  private static final List<String> MORE =
      List.of(
          "**/{.pgpass,.my.cnf,.htpasswd,.vault-token,.terraformrc,.m2/settings*.xml}",
          "**/.config/{gcloud,gh,op}/**",
          "**/.{bash,zsh,psql,mysql,python,node_repl}_history",
          "**/{credentials,credentials.*,secrets,secrets.*}",
          "**/{secrets,.secrets,private-keys*}/**",
          "**/*.{bcfks,kdbx,ppk,asc,gpg,keytab}",
          "**/authorized_keys*",
          "**/.env*/**",
          "/etc/{shadow,gshadow,sudoers}*",
          "/etc/{sudoers.d,ssl/private,krb5.keytab,ssh}/**",
          "{/run,/var/run}/secrets/**",
          "{/run,/var/run}/docker.sock",
          "/proc/**",
          "/root/.*");

  private static final List<PathPattern> KEPT = patterns(DENIED);
  private static final List<PathPattern> OTHERS = patterns(MORE);

  private static final Pattern VARIABLE =
      Pattern.compile(
          ".*(TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AUTH|_PAT$|_KEY$|_DSN$|DATABASE_URL).*");

  private SecretPlaces() {}

  private static List<PathPattern> patterns(List<String> texts) {
    List<PathPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      try {
        patterns.add(PathPattern.parse(text));
      } catch (Malformed e) {
        throw new IllegalStateException(text, e);
      }
    }
    return List.copyOf(patterns);
  }

  /** Whether it is one, or holds nothing else. */
  static boolean holds(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return isDenied(path) || covers(KEPT, lower) || covers(OTHERS, path) || covers(OTHERS, lower);
  }

  /** Whether {@link #DENIED} covers it. */
  static boolean isDenied(String path) {
    return covers(KEPT, path);
  }

  /**
   * What a policy denies where these directories are granted as a whole: {@link #DENIED}, and only
   * in them where that would take away what is needed.
   *
   * @param needed paths that a tool was let read without a grant, such as the store of certificates
   */
  static List<String> denied(Collection<String> directories, Collection<String> needed) {
    List<String> denied = new ArrayList<>();
    for (String place : DENIED) {
      if (spares(place, needed)) {
        denied.add(place);
      } else {
        directories.stream()
            .map(directory -> directory + '/' + place)
            .filter(inside -> spares(inside, needed))
            .forEach(denied::add);
      }
    }
    return denied;
  }

  private static boolean spares(String place, Collection<String> needed) {
    List<PathPattern> patterns = patterns(List.of(place));
    return needed.stream().noneMatch(path -> covers(patterns, path));
  }

  private static boolean covers(List<PathPattern> patterns, String path) {
    return patterns.stream()
        .anyMatch(pattern -> pattern.matches(path) || pattern.matchesDirectory(path));
  }

  /** Whether a variable of the environment is named as a secret is. */
  static boolean isVariable(String name) {
    return VARIABLE.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }
}
