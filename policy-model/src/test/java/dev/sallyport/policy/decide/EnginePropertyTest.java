package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of any policy and any request, tried on many small ones. */
class EnginePropertyTest {
  private static final int CASES = 1_500;
  private static final String[] PATHS = {
    "'/a/**'", "'/a/b'", "'/a/*'", "'**/c'", "'/b/**'", "'**'", "'/link/**'", "'/real/{a,b}/**'"
  };
  private static final String[] NETS = {
    "'a.com:443'", "'*.com:*'", "'10.0.0.0/8:*'", "'*:80'", "'203.0.113.7:443'", "'localhost:*'"
  };
  private static final String[] URLS = {
    "'GET https://a.com/**'", "'GET,POST https://a.com/x/{y}'", "'GET http://10.0.0.1/**'"
  };

  private static final String CREDENTIALS =
      "credentials: { c: { env: C, hosts: ['a.com', 'b.com:80'] },"
          + " d: { env: D, hosts: ['*.com'], methods: [GET] } }\n";

  @Test
  void furtherDeny_anyRequest_neverAllows() {
    check(
        (random, entries) -> {
          List<String> more = new ArrayList<>(entries);
          if (random.nextBoolean()) {
            more.add("'" + name(random) + "**': deny");
          } else {
            // Denied files within an entry that is there: one of its own would list a tool.
            String denies = "files: { deny: [" + pick(random, PATHS) + "], ";
            more.replaceAll(
                entry -> entry.contains("deny:") ? entry : entry.replace("files: { ", denies));
          }
          return more;
        },
        (before, after) -> !before.denies() || after.denies());
  }

  @Test
  void furtherGrant_anyRequest_neverDenies() {
    check(
        (random, entries) -> {
          List<String> more = new ArrayList<>(entries);
          // Stars that no generated entry has, so that no key is written twice.
          more.add(entry(name(random) + "**", grants(random, /* denies= */ false)));
          return more;
        },
        (before, after) -> before.denies() || !after.denies());
  }

  @Test
  void order_ofEntries_decidesNothing() {
    check(
        (random, entries) -> {
          List<String> other = new ArrayList<>(entries);
          Collections.shuffle(other, random);
          return other;
        },
        (before, after) ->
            before.verdict() == after.verdict()
                && before.reason() == after.reason()
                && before.rule().path().equals(after.rule().path()));
  }

  @Test
  void intersection_anyRequest_isWhatBothAllow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String policy = policy(entries(random));
      Engine engine = Policies.engine(policy);
      Grants one = engine.grants(new Principal.Tool("a"));
      Grants other = engine.grants(new Principal.Tool("b"));
      Request request = request(random);

      assertThat(Grants.intersection(one, other).decide(request).denies())
          .as("%s, seed %d\n%s", request, seed, policy)
          .isEqualTo(one.decide(request).denies() || other.decide(request).denies());
    }
  }

  private interface Change {
    List<String> of(Random random, List<String> entries);
  }

  private interface Relation {
    boolean holds(Decision before, Decision after);
  }

  private static void check(Change change, Relation relation) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      List<String> entries = entries(random);
      String before = policy(entries);
      String after = policy(change.of(random, entries));
      Request request = request(random);
      Principal.Primitive principal = primitive(random);

      Decision first = decide(before, principal, request);
      Decision second = decide(after, principal, request);

      assertThat(relation.holds(first, second))
          .as("%s: %s then %s, seed %d\n%s\n%s", request, first, second, seed, before, after)
          .isTrue();
    }
  }

  private static Decision decide(String policy, Principal.Primitive principal, Request request) {
    Engine engine = Policies.engine(policy);
    return request instanceof Request.Invocation invocation
        ? engine.decide(invocation, Policies.by(null, null))
        : engine.grants(principal).decide(request);
  }

  static String policy(List<String> entries) {
    String listed = String.join("\n  ", entries) + "\n";
    return CREDENTIALS
        + "egress: { deny: [loopback] }\ntools:\n  "
        + listed
        + "prompts:\n  "
        + listed
        + "resources:\n  "
        + listed
            .replace("'?':", "'q':")
            .replace("**':", "*':")
            .replaceAll("(?m)^( *)'", "$1'r://h/");
  }

  static List<String> entries(Random random) {
    List<String> entries = new ArrayList<>();
    entries.add(entry("z", ""));
    for (String name : new String[] {"a", "b", "c", "ab", "'?'", "a*b*", "b*c*"}) {
      if (random.nextBoolean()) {
        entries.add(
            random.nextInt(8) == 0
                ? entry(name, "") + " # none"
                : entry(name, grants(random, /* denies= */ true)));
      }
    }
    return entries;
  }

  private static String entry(String name, String keys) {
    return (name.startsWith("'") ? name : "'" + name + "'") + ": { " + keys + " }";
  }

  private static String grants(Random random, boolean denies) {
    return "files: { read: ["
        + pick(random, PATHS)
        + "], write: ["
        + pick(random, PATHS)
        + "], delete: ["
        + pick(random, PATHS)
        + "]"
        + (denies && random.nextInt(3) == 0 ? ", deny: [" + pick(random, PATHS) + "]" : "")
        + " }, net: ["
        + pick(random, NETS)
        + "], http: ["
        + pick(random, URLS)
        + "], env: ['A*'], credentials: ["
        + pick(random, new String[] {"c", "d", "c, d"})
        + "], passthrough: ["
        + pick(random, NETS)
        + "], mcp: ["
        + pick(random, new String[] {"stdio", "'a.com:443'"})
        + "]"
        + (denies ? narrowing(random) : "");
  }

  /** What narrows, where a grant would widen. */
  private static String narrowing(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> ", unseen: deny";
      case 1 ->
          ", limits: { sent: " + random.nextInt(4) + ", redirects: " + random.nextInt(4) + " }";
      default -> "";
    };
  }

  private static String name(Random random) {
    return pick(random, new String[] {"a", "b", "ab", "abc", "bc", "d"});
  }

  static Principal.Primitive primitive(Random random) {
    String name = name(random);
    return switch (random.nextInt(4)) {
      case 0 -> new Principal.Prompt(name);
      case 1 -> new Principal.Resource("r://h/" + name);
      case 2 -> new Principal.ResourceTemplate("r://h/" + name + "{x}");
      default -> new Principal.Tool(name);
    };
  }

  static Request request(Random random) {
    return switch (random.nextInt(13)) {
      case 0, 1 ->
          new Request.File(
              pick(random, FileOperation.values()),
              pick(random, new String[] {"/a/b", "/a", "/a/b/c", "/link/a", "/c"}),
              pick(random, new String[] {"/a/b", "/a", "/a/b/c", "/real/a/x", "/b/c", "/"}));
      case 2 ->
          Policies.network(
              pick(random, NetworkOperation.values()),
              pick(random, new String[] {"203.0.113.7", "10.0.0.1", "127.0.0.1"}),
              pick(random, new Integer[] {80, 443}),
              pick(random, new String[] {"a.com", "b.com", "localhost"}));
      case 3 -> new Request.Resolve(pick(random, new String[] {"a.com", "x.org", "10.0.0.1"}));
      case 4 ->
          new Request.Http(
              pick(random, new String[] {"GET", "POST"}),
              pick(
                  random,
                  new String[] {"https://a.com/x/1", "http://10.0.0.1/", "https://b.com/"}));
      case 5 ->
          new Request.Credential(
              pick(random, new String[] {"c", "d"}),
              pick(random, new String[] {"GET", "POST"}),
              pick(random, new String[] {"a.com", "x.com", "b.com"}),
              pick(random, new Integer[] {80, 443}));
      case 6 -> new Request.Disclosure(pick(random, new String[] {"c", "d"}));
      case 7 -> new Request.Passthrough(pick(random, new String[] {"a.com", "10.0.0.1"}), 443);
      case 8 -> new Request.McpClient(pick(random, new String[] {"stdio", "a.com:443"}));
      case 9 -> new Request.Transfer(pick(random, Direction.values()), random.nextInt(4));
      case 10 -> new Request.Redirect(random.nextInt(4));
      case 11 ->
          new Request.UnseenHttp(
              Policies.address(pick(random, new String[] {"203.0.113.7", "10.0.0.1"})),
              pick(random, new Integer[] {80, 443}),
              Set.of(pick(random, new String[] {"a.com", "b.com"})));
      default ->
          switch (random.nextInt(4)) {
            case 0 -> new Request.ToolCall(name(random));
            case 1 -> new Request.PromptGet(name(random));
            case 2 -> new Request.ResourceRead("r://h/" + name(random));
            default -> new Request.Completion(primitive(random));
          };
    };
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }
}
