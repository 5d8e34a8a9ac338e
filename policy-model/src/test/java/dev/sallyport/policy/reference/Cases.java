package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import dev.sallyport.policy.model.Risk;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes policies and requests of few words, so that they often meet. */
final class Cases extends Dice {
  private static final List<String> NAMES = List.of("a", "ab", "abc", "abd", "x", "a*b", "");
  private static final List<String> NAME_KEYS =
      List.of("a", "ab", "abc", "a\\*b", "*", "a*", "ab*", "*b", "*abc*", "x", "*#get");
  private static final List<String> REACHED = List.of("a", "ab", "abc", "ab#get", "*", "a*", "*#*");
  private static final List<String> URI_KEYS =
      List.of(
          "**",
          "db://**",
          "db:**",
          "db://main/**",
          "db://main/*",
          "db://main/{t}",
          "db://main/users",
          "db://*/users",
          "db://main/u*s",
          "db://main/**/log",
          "file:///srv/**",
          "file:///srv/a",
          "https://h/a",
          "db://main");
  private static final List<String> URIS =
      List.of(
          "db://main/users",
          "DB://MAIN/users",
          "db://main/%75sers?limit=1",
          "db://main/log",
          "db://main/a/log",
          "db://hr/users",
          "db://main",
          "db://main/",
          "db://main/users/",
          "file:///srv/a",
          "file:/srv/a",
          "file://localhost/srv/b",
          "file:///srv",
          "file:///etc/x",
          "https://h:443/a",
          "https://H/a",
          "https://h:8443/a",
          "db://main/../x",
          "db://main/./users",
          "db://main//users",
          "db://main/a%2Fb",
          "db://u@main/users",
          "db://main/users#x",
          "db://main/a b",
          "db://main/a;b",
          "db://main/%2575sers",
          "db://main/%2e%2e/x");
  private static final List<String> TEMPLATES =
      List.of(
          "db://main/{t}",
          "db://{h}/users",
          "db://main/users",
          "db://hr/{t}",
          "db://main/{+p}",
          "db://main/u{t}",
          "file:///srv/{p}");
  private static final List<String> PATTERNS =
      List.of(
          "**",
          "/**",
          "/a/**",
          "/a/b",
          "/a/*",
          "/a/?",
          "/a/[bc]",
          "/a/[!b]",
          "/a/[a-b]/**",
          "**/c",
          "**/b/c",
          "/a/**/c",
          "/a/{b,c/d}",
          "/{a,b}/**",
          "/link/**",
          "/link/a",
          "/real/a/*",
          "/b",
          "/",
          "**/b*",
          "/a/b/**",
          "/jdk/conf/**",
          "/agent/**",
          "/proc/**",
          "/*/c",
          "/*/**/c",
          "**/a/**");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/a",
          "/b",
          "/c",
          "/a/b",
          "/a/c",
          "/a/b/c",
          "/a/c/d",
          "/b/a/c",
          "/a/a/b",
          "/real",
          "/real/a",
          "/real/a/b",
          "/jdk",
          "/jdk/lib",
          "/jdk/conf/x",
          "/etc",
          "/etc/localtime",
          "/agent",
          "/agent/sallyport.jar",
          "/agent/audit",
          "/agent/audit/x",
          "/proc/1/mem",
          "/ab");
  private static final List<String> ENDPOINTS =
      List.of(
          "a.com:443",
          "*.a.com:*",
          "b.com:80-90",
          "*:443",
          "*:*",
          "localhost:*",
          "10.0.0.0/8:*",
          "10.0.0.1:80",
          "203.0.113.0/25:443",
          "203.0.113.7:*",
          "[2001:db8::]/48:443",
          "[2001:db8::1]:443",
          "169.254.169.254:80",
          "169.254.0.0/16:*",
          "[::1]:80",
          "172.16.0.0/12:*",
          "[fd00:ec2::254]:80");
  private static final List<String> HOSTS =
      List.of("a.com", "b.a.com", "xa.com", "b.com", "localhost", "c.org");
  private static final List<String> RULES =
      List.of(
          "GET https://a.com/**",
          "GET,POST https://a.com/x/{y}",
          "GET https://*.a.com/x/**",
          "GET http://10.0.0.1/**",
          "POST https://a.com/x?",
          "GET https://a.com/x?p={v}&q=1",
          "GET https://b.com:8443/x/{y}/z",
          "GET http://localhost/**",
          "GET https://a.com/",
          "GET http://169.254.169.254/**",
          "GET https://[2001:db8::1]/x");
  private static final List<String> URL_HOSTS =
      List.of(
          "a.com",
          "A.com:443",
          "b.a.com",
          "b.com:8443",
          "10.0.0.1",
          "localhost",
          "a.com:80",
          "169.254.169.254",
          "[2001:db8::1]",
          "u@a.com",
          "0x7f000001",
          "a.com:",
          "2130706433");
  private static final List<String> URL_PATHS =
      List.of(
          "",
          "/",
          "/x",
          "/x/1",
          "/x/1/z",
          "/%78",
          "/%78/1",
          "/x/",
          "/x//",
          "/x/./1",
          "/x/1/../2",
          "/x/../y",
          "/x/..",
          "/x/%2e%2e/y",
          "/x/a%2Fb",
          "/x/a;b",
          "/x/%2541",
          "/x/\\y",
          "\\x",
          "#/x",
          "/x#f",
          "/x/%ff",
          "/../x");
  private static final List<String> QUERIES =
      List.of("", "", "?", "?p=7", "?p", "?q=1", "?q=2", "?p=1&q=1", "?p=1;q=1", "?r", "?&p=2&");
  private static final List<String> VARIABLES =
      List.of("FOO", "FOO_BAR", "LC_ALL", "PATH", "LD_PRELOAD", "HOME", "BASH_ENV", "LANG");
  private static final List<String> ARGS = List.of("-q", "test", "*", "**", "-D*", "\\*", "t*t");
  private static final List<String> ROLES = List.of("r", "s", "other");

  private static final Map<String, InetAddress> ADDRESSES = new HashMap<>();

  private final ConditionCases conditions;

  Cases(Random random) {
    super(random);
    this.conditions = new ConditionCases(random);
  }

  static InetAddress address(String text) {
    return ADDRESSES.computeIfAbsent(
        text,
        of -> {
          try {
            return InetAddress.getByName(of);
          } catch (UnknownHostException e) {
            throw new AssertionError(of, e);
          }
        });
  }

  /** What follows after {@code sallyport: 1}. */
  Map<String, Object> policy() {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("sallyport", 1);
    maybe(policy, "mode", pick(List.of("audit", "enforce")));
    maybe(policy, "default", pick(List.of("allow", "deny")));
    boolean roles = oneOf(4);
    if (roles || oneOf(6)) {
      policy.put("callers", callers());
    }
    if (roles) {
      policy.put("roles", Map.of("r", reach(), "s", reach()));
    }
    if (oneOf(4)) {
      policy.put("sessions", sessions());
    }
    if (oneOf(4)) {
      policy.put("tiers", conditions.tiers());
    }
    policy.put("tools", entries(NAME_KEYS, true));
    if (oneOf(2)) {
      policy.put("resources", entries(URI_KEYS, false));
    }
    if (oneOf(3)) {
      policy.put("prompts", entries(NAME_KEYS, false));
    }
    if (oneOf(2)) {
      policy.put("egress", egress());
    }
    if (oneOf(4)) {
      policy.put("runtime", Map.of("serving", grants(), "starting", grants()));
    }
    return policy;
  }

  private Map<String, Object> callers() {
    Map<String, Object> callers = new LinkedHashMap<>();
    maybe(callers, "required", oneOf(2));
    if (oneOf(2)) {
      callers.put(
          "bearer",
          Map.of(
              "issuer",
              "i",
              "audience",
              "a",
              "jwks",
              "/k",
              "scopes",
              Map.of("r", reach(), "s", reach())));
    }
    return callers;
  }

  private Map<String, Object> reach() {
    Map<String, Object> reach = new LinkedHashMap<>();
    maybe(reach, "tools", some(REACHED, 3));
    maybe(reach, "resources", some(URI_KEYS, 3));
    maybe(reach, "prompts", some(REACHED, 3));
    return reach;
  }

  private Map<String, Object> sessions() {
    Map<String, Object> sessions = new LinkedHashMap<>();
    maybe(sessions, "ttl", "2h");
    maybe(sessions, "idle", "10m");
    maybe(sessions, "purposes", Map.of("r", reach(), "s", reach()));
    return sessions;
  }

  private Map<String, Object> egress() {
    Map<String, Object> egress = new LinkedHashMap<>();
    maybe(
        egress,
        "deny",
        some(List.of("metadata", "loopback", "link-local", "private", "multicast"), 4));
    maybe(egress, "allow", some(ENDPOINTS, 3));
    return egress;
  }

  private Map<String, Object> entries(List<String> keys, boolean tools) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String key : some(keys, 4)) {
      entries.put(key, oneOf(9) ? "deny" : entry(tools));
    }
    if (tools && entries.get("ab") instanceof Map<?, ?> && oneOf(3)) {
      for (String action : conditions.addActions(Tree.map(entries, "ab"))) {
        if (oneOf(2)) {
          Map<String, Object> entry = entry(/* tool= */ true);
          entry.remove("risk");
          entries.put("ab#" + action, oneOf(5) ? "deny" : entry);
        }
      }
    }
    return entries;
  }

  private Map<String, Object> entry(boolean tool) {
    Map<String, Object> entry = new LinkedHashMap<>(grants());
    if (oneOf(4)) {
      entry.put("mode", pick(List.of("audit", "enforce")));
    }
    if (oneOf(4)) {
      entry.put("on-denied", pick(List.of("continue", "fail")));
    }
    if (tool && oneOf(2)) {
      entry.put("arguments", arguments());
      if (oneOf(4)) {
        entry.put("unknown-arguments", pick(List.of("allow", "deny")));
      }
    }
    if (tool) {
      conditions.addTo(entry);
    }
    return entry;
  }

  private Map<String, Object> grants() {
    Map<String, Object> grants = new LinkedHashMap<>();
    if (oneOf(2)) {
      Map<String, Object> files = new LinkedHashMap<>();
      maybe(files, "read", some(PATTERNS, 3));
      maybe(files, "write", some(PATTERNS, 2));
      maybe(files, "delete", some(PATTERNS, 2));
      if (oneOf(4)) {
        files.put("deny", some(PATTERNS, 2));
      }
      grants.put("files", files);
    }
    if (oneOf(2)) {
      grants.put("net", some(ENDPOINTS, 3));
    }
    if (oneOf(2)) {
      grants.put("http", some(RULES, 3));
    }
    if (oneOf(4)) {
      List<Object> listen = new ArrayList<>(some(ENDPOINTS, 2));
      listen.add(pick(List.of("8080", "*:0", "localhost:0")));
      grants.put("listen", listen);
    }
    if (oneOf(4)) {
      Map<String, Object> exec = new LinkedHashMap<>();
      exec.put("program", pick(PATTERNS));
      maybe(exec, "args", some(ARGS, 3));
      grants.put("exec", List.of(exec));
    }
    if (oneOf(4)) {
      grants.put("env", some(List.of("FOO", "FOO*", "*", "LD_PRELOAD", "PATH", "B*V"), 2));
    }
    if (oneOf(6)) {
      grants.put("unseen", pick(List.of("allow", "deny")));
    }
    return grants;
  }

  private Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (String name : some(List.of("p", "q", "n"), 3)) {
      arguments.put(name, rule());
    }
    if (oneOf(3)) {
      arguments.put("o.p", rule());
      maybe(arguments, "o.n", rule());
    }
    if (oneOf(3)) {
      arguments.put("l[]" + pick(List.of("", ".p")), rule());
      maybe(arguments, "l", Map.of("type", "array", "minItems", 1, "maxItems", 2));
    }
    return arguments;
  }

  private Map<String, Object> rule() {
    Map<String, Object> rule = new LinkedHashMap<>();
    maybe(rule, "required", oneOf(2));
    String type =
        pick(
            List.of(
                "any", "string", "path", "url", "number", "integer", "boolean", "object", "array"));
    if (!type.equals("any")) {
      rule.put("type", type);
    }
    List<Object> constants = constants(type);
    if (!constants.isEmpty() && oneOf(4)) {
      rule.put("enum", constants);
    } else if (!constants.isEmpty() && oneOf(6)) {
      rule.put("const", pick(constants));
    }
    switch (type) {
      case "string", "path" -> {
        lengths(rule);
        if (oneOf(3)) {
          rule.put("pattern", pick(List.of("[a-z/.]*", "a|b", ".+", "^a$")));
        }
        if (type.equals("path")) {
          maybe(rule, "under", pick(List.of("/srv/tree", "/srv/tree/")));
        }
      }
      case "url" -> {
        lengths(rule);
        maybe(rule, "schemes", List.of("https"));
        maybe(rule, "hosts", some(List.of("a.com", "*.a.com", "10.0.0.1"), 2));
      }
      case "number", "integer" -> {
        maybe(rule, "min", pick(List.<Object>of(0, -1.5, 1)));
        maybe(rule, "max", pick(List.<Object>of(3, 2.5, 9007199254740992L)));
      }
      case "array" -> {
        maybe(rule, "minItems", 1);
        maybe(rule, "maxItems", 2);
      }
      default -> {}
    }
    return rule;
  }

  /** Values of another type are refused when a policy is read. */
  private static List<Object> constants(String type) {
    return switch (type) {
      case "any" -> List.of("a", 1.5, true);
      case "string", "path", "url" -> List.of("a", "b");
      case "number", "integer" -> List.of(1, 1.5);
      case "boolean" -> List.of(false);
      default -> List.of();
    };
  }

  private void lengths(Map<String, Object> rule) {
    if (oneOf(4)) {
      rule.put("minLength", upTo(3));
    }
    if (oneOf(4)) {
      rule.put("maxLength", 2 + upTo(10));
    }
    if (oneOf(4)) {
      rule.put("maxBytes", upTo(12));
    }
  }

  /** Something that a client asks for. */
  Request.Invocation invocation() {
    return switch (upTo(9)) {
      case 0 -> new Request.PromptGet(pick(NAMES));
      case 1, 2 -> new Request.ResourceRead(pick(URIS));
      case 3 -> new Request.ResourceSubscription(pick(URIS));
      case 4 ->
          new Request.Completion(
              oneOf(4)
                  ? new Principal.Prompt(pick(NAMES))
                  : new Principal.ResourceTemplate(pick(TEMPLATES)));
      default -> new Request.ToolCall(pick(NAMES), oneOf(20) ? null : sent(2));
    };
  }

  private Map<String, Object> sent(int depth) {
    Map<String, Object> arguments = object(depth);
    if (oneOf(3)) {
      arguments.put("q", pick(ConditionCases.ACTIONS));
    }
    return arguments;
  }

  /** What succeeded before it is asked for. */
  List<Success> past() {
    List<Success> past = new ArrayList<>();
    for (int n = upTo(4); n > 0; n--) {
      past.add(new Success(pick(NAMES), sent(1), conditions.ago()));
    }
    return past;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new HashMap<>();
    for (String name : some(List.of("p", "q", "n", "p", "z"), 3)) {
      object.put(name, value(depth));
    }
    if (depth > 0 && oneOf(3)) {
      object.put("o", oneOf(4) ? value(0) : object(0));
    }
    if (depth > 0 && oneOf(3)) {
      object.put(
          "l", oneOf(4) ? value(0) : List.of(value0(), object(0)).subList(upTo(2), 1 + upTo(2)));
    }
    return object;
  }

  private Object value0() {
    Object value = value(0);
    return value == null ? "" : value;
  }

  private @Nullable Object value(int depth) {
    return switch (upTo(15)) {
      case 0 -> null;
      case 1 -> oneOf(2);
      case 2 -> upTo(5) - 2;
      case 3 -> pick(List.of(1.0, 1.5, -1.5, 2.75, Double.NaN, Double.POSITIVE_INFINITY, 1e300));
      case 4 -> pick(List.of(9007199254740993L, Long.MIN_VALUE, BigInteger.ONE.shiftLeft(70)));
      case 5, 6 -> pick(ReferenceArguments.PATHS);
      case 7 -> pick(ReferenceArguments.PATHS_BELOW);
      case 8 -> pick(ReferenceArguments.PATHS_ELSEWHERE);
      case 9 -> pick(ReferenceArguments.URLS);
      case 10 -> pick(ReferenceArguments.URLS_UNCLEAR);
      case 11 -> depth == 0 ? List.of() : List.of("a", 1).subList(0, upTo(3));
      case 12 -> depth == 0 ? Map.of() : object(0);
      case 13 -> pick(ReferenceSecrets.TEXTS);
      default -> pick(List.of("a", "b", "1", "true", "\ud83d\ude00", "\u20ac\u20ac", "a\n", "abc"));
    };
  }

  /** Under which it is asked for. */
  Circumstances circumstances() {
    return new Circumstances(
        oneOf(3) ? null : caller(),
        oneOf(3)
            ? null
            : new Session(
                Duration.ofMinutes(pick(List.of(0, 119, 121))),
                Duration.ofMinutes(pick(List.of(0, 9, 11))),
                oneOf(3) ? null : pick(ROLES)),
        oneOf(2) ? null : pick(List.of(Risk.values())),
        conditions.time(),
        Past.NOTHING);
  }

  private Caller caller() {
    return oneOf(12)
        ? Caller.UNVERIFIED
        : new Caller(
            "ann",
            Set.copyOf(some(ROLES, 2)),
            null,
            null,
            oneOf(6) ? Set.copyOf(some(List.of("a", "ab", "ab#get", "abc", "x"), 4)) : null,
            oneOf(3) ? Set.copyOf(some(ROLES, 2)) : null);
  }

  /** For whom something is touched. */
  Principal principal() {
    return switch (upTo(8)) {
      case 0 -> new Principal.Prompt(pick(NAMES));
      case 1, 2 -> new Principal.Resource(pick(URIS));
      case 3 -> new Principal.Server(oneOf(2) ? Phase.STARTING : Phase.SERVING);
      default ->
          oneOf(4)
              ? new Principal.Tool("ab", pick(ConditionCases.ACTIONS))
              : new Principal.Tool(pick(NAMES));
    };
  }

  /** Something that is touched. */
  Request touch() {
    return switch (upTo(12)) {
      case 0, 1, 2 -> file();
      case 3, 4 -> {
        String address = address();
        NetworkOperation operation = pick(List.of(NetworkOperation.values()));
        yield new Request.Network(operation, address(address), port(), names());
      }
      case 5 -> new Request.Tunnel(oneOf(2) ? pick(HOSTS) : address(), port());
      case 6 -> new Request.Resolve(oneOf(8) ? address() : pick(HOSTS));
      case 7, 8 ->
          new Request.Http(
              pick(List.of("GET", "POST", "get")),
              pick(List.of("https://", "http://", "HTTPS://"))
                  + pick(URL_HOSTS)
                  + pick(URL_PATHS)
                  + pick(QUERIES));
      case 9 -> new Request.UnseenHttp(address(address()), port(), names());
      case 10 ->
          new Request.Exec(
              ReferenceFiles.realPath(pick(PATHS)), some(List.of("-q", "test", "-Dx", "*"), 3));
      default ->
          new Request.Environment(pick(List.of(EnvironmentOperation.values())), pick(VARIABLES));
    };
  }

  private Request file() {
    String requested = oneOf(6) ? "/link" + pick(List.of("", "/a", "/a/b")) : pick(PATHS);
    String real = oneOf(8) ? pick(PATHS) : ReferenceFiles.realPath(requested);
    if (oneOf(4)) {
      return new Request.Move(real, ReferenceFiles.realPath(pick(PATHS)));
    }
    return new Request.File(
        pick(List.of(FileOperation.values())), requested, oneOf(12) ? "/link" : real);
  }

  private String address() {
    return pick(List.copyOf(ReferenceNetwork.CLASSES.keySet()));
  }

  private int port() {
    return pick(List.of(443, 443, 80, 85, 8080, 0));
  }

  private Set<String> names() {
    return new HashSet<>(some(HOSTS, 1));
  }
}
