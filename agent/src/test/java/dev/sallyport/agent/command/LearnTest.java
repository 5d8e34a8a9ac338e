package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.start.Unattended;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnTest {
  private static final String ZEROES = "0".repeat(64);

  @TempDir private Path directory;

  @Test
  void whatWasMissing_isGranted_withWhatItWasLearnedFrom() throws IOException {
    String records =
        called("read_file", 12)
            + read("/srv/docs/a.md")
            + read("/srv/docs/b.md")
            + read("/srv/docs/c.md")
            + read("/srv/docs/d.md")
            + read("/srv/notes/one.txt")
            + missing("read_file", "environment", "read", "EDITOR")
            + called("get_issue", 2)
            + missing("get_issue", "network", "connect", "api.example.com (203.0.113.7:443)")
            + missing("get_issue", "dns", "resolve", "api.example.com")
            + missing("get_issue", "http", "get", "https://api.example.com/repos/1/issues")
            + missing("get_issue", "http", "get", "https://api.example.com/repos/2/issues")
            + missing("get_issue", "network", "connect", "203.0.113.9:5432")
            + started("/usr/bin/git", "git", "log", "*")
            + phase("serving", "file", "write", "/var/log/app/today.log");

    assertThat(learn(records).out())
        .isEqualTo(
            """
            # Learned by sallyport 0.1.0-SNAPSHOT from what a server did. Read it as you would a
            # colleague's: each rule says above it what it was learned from.
            #
            # From   audit.jsonl
            # Seen   2026-01-02 12:00 to 2026-01-02 12:00 UTC, in 1 run, mode audit
            #        14 calls, 13 operations of tools and of the server itself
            # Rules  7; seen and not granted, since somebody has to want it: 0
            # FEW    all of it on one day; what is done on others is not in here
            #
            sallyport: 1
            server: files
            mode: audit

            tools:
              # 2 calls, 2026-01-02 12:00
              # Few calls: it may need more than it has shown.
              # It changed nothing; `risk: read` would hold it to that.
              get_issue:
                http:
                  # 2 times, 2026-01-02 12:00: 2 URLs such as https://api.example.com/repos/1/issues
                  - "GET https://api.example.com/repos/{id}/issues?"
                net:
                  # 1 time, 2026-01-02 12:00
                  - "203.0.113.9:5432"

              # 12 calls, 2026-01-02 12:00
              read_file:
                files:
                  read:
                    # 4 times, 2026-01-02 12:00: 4 paths such as /srv/docs/a.md
                    - "/srv/docs/*.md"
                    # 1 time, 2026-01-02 12:00
                    - /srv/notes/one.txt
                  # Where secrets are by custom, in directories that are granted as a whole
                  deny:
                    - "**/.env*"
                    - "**/.{ssh,aws,azure,gnupg,kube,docker}/**"
                    - "**/{.netrc,.npmrc,.pypirc,.git-credentials}"
                    - "**/*.{pem,key,p12,pfx,jks,keystore}"
                    - "**/id_{rsa,dsa,ecdsa,ed25519}*"
                exec:
                  # 1 time, 2026-01-02 12:00
                  - { program: /usr/bin/git, args: [log, "*"] }
                env:
                  # 1 time, 2026-01-02 12:00
                  - EDITOR

            runtime:
              # The server itself, after its first request
              serving:
                files:
                  write:
                    # 1 time, 2026-01-02 12:00
                    - /var/log/app/today.log
            """);
  }

  @Test
  void whatSomebodyHasToWant_isTold_andNotGranted() throws IOException {
    String text =
        learn(
                called("read_file", 9)
                    + read("/home/me/.ssh/id_rsa")
                    + read("/home/me")
                    + read("/")
                    + missing("read_file", "file", "write", "/etc/hosts")
                    + missing("read_file", "environment", "read", "GITHUB_TOKEN")
                    + missing("read_file", "jvm", "unsafe", "sun.misc.Unsafe")
                    + missing("read_file", "library", "load", "/opt/x.so")
                    + missing("read_file", "mcp", "client", "mcp.example.com:443")
                    + missing("read_file", "http", "passthrough", "https://a.com/x")
                    + missing("read_file", "agent", "touch", "x")
                    + started("/usr/bin/bash", "bash", "-c", "*")
                    + started("/usr/bin/tool")
                    + seen(
                        "read_file",
                        "network",
                        "connect",
                        "169.254.169.254:80",
                        "deny",
                        "egress-floor",
                        "observed")
                    + seen("read_file", "file", "read", "/srv/x", "deny", "denied", "observed")
                    + seen("read_file", "file", "read", "/srv/y", "deny", "not-granted", "blocked")
                    + seen(
                        "read_file",
                        "credential",
                        "disclose",
                        "result",
                        "deny",
                        "disclosure",
                        "observed"))
            .out();

    assertThat(text)
        .contains("  read_file: {}\n    # Seen, and not granted:\n")
        .contains("#   files.read: /home/me/.ssh/id_rsa: secrets are there by custom (1 time, ")
        .contains("#   files.read: /home/me: it is a whole home directory")
        .contains("#   files.read: /: it is the root of all files")
        .contains("#   files.write: /etc/hosts: a change there has other programs")
        .contains("#   env: GITHUB_TOKEN: it is named as a secret is")
        .contains("#   jvm: unsafe: a power of the JVM")
        .contains("#   libraries: /opt/x.so: native code")
        .contains("#   mcp: mcp.example.com:443: it was a client of another MCP server")
        .contains("#   passthrough: https://a.com/x: a client's token")
        .contains("#   exec: /usr/bin/bash -c *: it runs whatever it is told")
        .contains("#   exec: /usr/bin/tool: the record does not hold the shape")
        .contains("#   net: 169.254.169.254:80: it is on the egress floor")
        .contains("#   files.read: /srv/x: a rule of the policy denies it")
        .contains("#   files.read: /srv/y: it was not granted, and was blocked");
    assertThat(policy(text).tools()).hasSize(1);
  }

  @Test
  void call_thatWasRefused_teachesNothing_norDoesWhatItDid() throws IOException {
    String text =
        learn(
                seen("merge", "tool", "call", "merge", "deny", "changed", "observed")
                    + missing("merge", "file", "write", "/srv/main"))
            .out();

    assertThat(text)
        .contains("#   calls: what the server says of it is not what was pinned")
        .contains("#   files.write: /srv/main: done by a call that was refused");
    assertThat(policy(text).tools()).isEmpty();
  }

  @Test
  void blocked_isNotCoveredByWhatOthersGrant() throws IOException {
    StringBuilder records = new StringBuilder(called("read_file", 9));
    IntStream.range(0, 20).forEach(i -> records.append(read("/srv/docs/" + i + ".md")));
    records.append(
        seen("read_file", "file", "read", "/srv/docs/no.md", "deny", "not-granted", "blocked"));

    Engine engine = engine(learn(records.toString()).out());

    assertThat(reads(engine, "read_file", "/srv/docs/3.md").denies()).isFalse();
    assertThat(reads(engine, "read_file", "/srv/docs/no.md").denies()).isTrue();
  }

  /** A rule for the host and port would cover every URL there. */
  @Test
  void connection_ofARequest_needsNoRule_whateverItsAddressIsCalled() throws IOException {
    String text =
        learn(
                called("get", 9)
                    + missing("get", "network", "connect", "other.example.com (203.0.113.9:80)")
                    + missing("get", "http", "get", "http://203.0.113.9/x"))
            .out();

    assertThat(text).contains("GET http://203.0.113.9/x?").doesNotContain("net:");
  }

  @Test
  void toolsThatWereListedAndNeverCalled_areTold() throws IOException {
    String inventory =
        """
        {"time":"2026-01-02T12:00:00Z","kind":"inventory","server":"files","process":"p1",\
        "details":{"read_file":"covered","drop_table":"risk=destructive"}}
        """;

    assertThat(learn(called("read_file", 9) + inventory).out())
        .contains("#   drop_table: deny: it is listed, and was never called\n")
        .doesNotContain("read_file: deny");
  }

  @Test
  void gaps_areSaidFirst() throws IOException {
    String gap =
        """
        {"time":"2026-01-02T12:00:00Z","kind":"gap","server":"files","process":"p1",\
        "details":{"lost":"7","cause":"queue-full"}}
        """;

    Cli cli = learn(called("read_file", 9) + gap);

    assertThat(cli.out()).contains("# GAPS   7 records were lost: what was done then is not");
    assertThat(cli.err()).contains("warning: 7 records were lost");
  }

  @Test
  void records_thatWereChanged_areWarnedOf_andThoseThatWereNotAreNot() throws Exception {
    String first = chained(ZEROES, 1, called("read_file", 9));
    String second = chained(head(first), 2, read("/srv/a"));

    Cli whole = learn(first + second);
    Cli changed = learn(first + second.replace("/srv/a", "/srv/b"));

    assertThat(whole.out()).contains("- /srv/a\n").doesNotContain("BROKEN");
    assertThat(whole.err()).doesNotContain("warning");
    assertThat(changed.out())
        .contains("# BROKEN the records are not as they were written")
        .contains("- /srv/b\n");
    assertThat(changed.err())
        .contains("warning: the chain is broken: 1 finding: ")
        .contains("audit.jsonl:2: changed: record 2 (d) was changed");
  }

  /** What the next run of the server calls them is another name. */
  @Test
  void namesThatAreMadeUp_haveAStar_inTemporaryDirectoriesOnly() throws IOException {
    String text =
        learn(
                called("read_file", 9)
                    + read("/tmp/calendar5081184088610986434-calendar")
                    + read("/tmp/tomcat.8080.7105526283118291846/work/ROOT/SESSIONS.ser")
                    + read("/tmp/libnetty_tcnative_linux_x86_6412164026216446113082.so")
                    + read("/tmp/jna-3506402/jna2894126873614720521.tmp")
                    + read("/home/me/.cache/JNA/temp/jna2894126873614720521.tmp")
                    + read("/tmp/hsperfdata_me/4242")
                    + read("/tmp/vertx-cache/-102947196844340053")
                    + read("/srv/app/data5081184088610986434-1")
                    + read("/tmp/app/report-2026.txt")
                    + read("/tmp/5081184088610986434"))
            .out();

    assertThat(text)
        .contains("- \"/tmp/calendar*-calendar\"\n")
        .contains("- \"/tmp/tomcat.8080.*/work/ROOT/SESSIONS.ser\"\n")
        .contains("- \"/tmp/libnetty_tcnative_linux_x86_*.so\"\n")
        .contains("- \"/tmp/jna-*/jna*.tmp\"\n")
        .contains("- \"/home/me/.cache/JNA/temp/jna*.tmp\"\n")
        .contains("- \"/tmp/hsperfdata_me/[0-9]*\"\n")
        .contains("- \"/tmp/vertx-cache/[0-9a-fA-F-]*\"\n")
        .contains("- /srv/app/data5081184088610986434-1\n")
        .contains("- /tmp/app/report-2026.txt\n")
        .contains("- /tmp/5081184088610986434\n");
    Engine engine = engine(text);
    assertThat(reads(engine, "read_file", "/tmp/vertx-cache/8461973206746601615").denies())
        .isFalse();
    assertThat(reads(engine, "read_file", "/tmp/vertx-cache/other").denies()).isTrue();
    assertThat(reads(engine, "read_file", "/tmp/vertx-cache/1.pem").denies()).isTrue();
    assertThat(reads(engine, "read_file", "/tmp/other").denies()).isTrue();
  }

  @Test
  void nameThatIsMadeUp_hasNoStar_whereThatWouldCoverWhatWasBlocked() throws IOException {
    String text =
        learn(
                called("read_file", 9)
                    + read("/tmp/calendar5081184088610986434-calendar")
                    + seen(
                        "read_file",
                        "file",
                        "read",
                        "/tmp/calendar9312345678901234567-calendar",
                        "deny",
                        "not-granted",
                        "blocked"))
            .out();

    assertThat(text).contains("- /tmp/calendar5081184088610986434-calendar\n");
  }

  /** Commented in, it has to fit the next run. */
  @Test
  void library_thatIsNotGranted_isToldWithAStar_asOftenAsItWasSeen() throws IOException {
    String text =
        learn(
                called("read_file", 9)
                    + missing("read_file", "library", "load", "/tmp/libx6412164026216446113.so")
                    + missing("read_file", "library", "load", "/tmp/libx1212164026216446113.so"))
            .out();

    assertThat(text).contains("#   libraries: /tmp/libx*.so: native code").contains("(2 times, ");
  }

  /** A deny comes before what the JVM needs. */
  @Test
  void denyOfSecrets_leavesTheStoreOfCertificates() throws IOException {
    StringBuilder records = new StringBuilder(called("read_file", 9));
    IntStream.range(0, 20).forEach(i -> records.append(read("/srv/docs/" + i)));
    String needed =
        seen("read_file", "file", "stat", "/srv/trust.p12", "allow", "runtime", "allowed");

    String text = learn(records + needed).out();

    assertThat(text)
        .contains("- \"**/.env*\"\n")
        .contains("- \"/srv/docs/**/*.{pem,key,p12,pfx,jks,keystore}\"\n")
        .doesNotContain("- \"**/*.{pem");
    Engine engine = engine(text);
    assertThat(reads(engine, "read_file", "/srv/docs/x.p12").denies()).isTrue();
    assertThat(reads(engine, "read_file", "/srv/docs/x").denies()).isFalse();
  }

  @Test
  void policy_thatIsThere_keepsAllOfItsText_andGetsWhatIsMissing() throws IOException {
    String policy =
        """
        # ours
        sallyport: 1
        mode: enforce   # since May
        tools:
          read_file:            # reads
            files:
              read:
                - /srv/docs/**   # docs
              deny: ["**/draft*"]
          flow: { files: { read: [/srv/a] }, env: [EDITOR] }
          admin: deny
          empty: {}
        egress: { allow: ["10.0.0.1:53"] }
        """;
    String records =
        called("read_file", 9)
            + read("/srv/docs/x")
            + read("/srv/docs/draft1")
            + read("/srv/notes/1")
            + missing("read_file", "environment", "read", "PAGER")
            + called("flow", 1)
            + missing("flow", "file", "read", "/srv/b \"#x")
            + missing("flow", "file", "write", "/srv/c")
            + called("empty", 1)
            + missing("empty", "file", "read", "/srv/e")
            + called("fresh", 1)
            + missing("fresh", "network", "connect", "10.0.0.1:53")
            + seen("admin", "tool", "call", "admin", "deny", "denied", "observed")
            + missing("admin", "file", "write", "/srv/main")
            + phase("serving", "file", "write", "/var/log/app/today.log");

    String merged = learnInto(policy, records).out();

    assertThat(merged)
        .isEqualTo(
            """
            # ours
            sallyport: 1
            mode: enforce   # since May
            tools:
              read_file:            # reads
                files:
                  read:
                    - /srv/docs/**   # docs
                    # 1 time, 2026-01-02 12:00
                    - /srv/notes/1
                  deny: ["**/draft*"]
                env:
                  # 1 time, 2026-01-02 12:00
                  - PAGER
                # Seen, and not granted:
                #   files.read: /srv/docs/draft1: a rule of the policy denies it (1 time, 2026-01-02 12:00)
              # /srv/b "#x: 1 time, 2026-01-02 12:00
              flow: { files: { read: [/srv/a, "/srv/b \\"#x"], write: [/srv/c] }, env: [EDITOR] }
              # admin, seen and not granted:
              #   calls: a rule of the policy denies it (1 time, 2026-01-02 12:00)
              #   files.write: /srv/main: done by a call that was refused (1 time, 2026-01-02 12:00)
              admin: deny
              empty: { files: { read: [/srv/e] } }
              # 1 call, 2026-01-02 12:00
              # Few calls: it may need more than it has shown.
              # It changed nothing; `risk: read` would hold it to that.
              fresh:
                net:
                  # 1 time, 2026-01-02 12:00
                  - "10.0.0.1:53"
            egress: { allow: ["10.0.0.1:53"] }
            runtime:
              # The server itself, after its first request
              serving:
                files:
                  write:
                    # 1 time, 2026-01-02 12:00
                    - /var/log/app/today.log
            """);
    assertThat(learnInto(merged, records).out()).isEqualTo(merged);
  }

  @Test
  void refusals_ofTheLastTool_stayWithIt() throws IOException {
    String policy =
        """
        sallyport: 1
        tools:
          read_file:
            files:
              read: [/srv/a]
              deny: [/srv/b]
        """;
    String records = called("read_file", 1) + read("/srv/b") + called("delete_file", 5);

    String merged = learnInto(policy, records).out();

    assertThat(merged)
        .startsWith(
            policy
                + """
                    # Seen, and not granted:
                    #   files.read: /srv/b: a rule of the policy denies it (1 time, 2026-01-02 12:00)
                  # 5 calls, 2026-01-02 12:00
                """)
        .endsWith("  delete_file: {}\n");
    assertThat(learnInto(merged, records).out()).isEqualTo(merged);
  }

  @Test
  void tool_thatTheServerDoesNotList_isTold_andNotGranted() throws IOException {
    String inventory =
        """
        {"time":"2026-01-02T12:00:00Z","kind":"inventory","server":"files","process":"p1",\
        "details":{"read_file":"covered"}}
        """;

    String learned = learn(inventory + called("read_file", 5) + called("no_such_tool", 1)).out();

    assertThat(learned).contains("read_file: {}", "calls: the server does not list it");
    assertThat(learned).doesNotContain("no_such_tool: {}");
  }

  @Test
  void files_withoutARecord_teachNothing() throws IOException {
    Path audit = Files.writeString(directory.resolve("audit.jsonl"), "none\n");
    Path policy = directory.resolve("policy.yaml");

    Cli cli = Cli.run("learn", audit.toString(), "-o", policy.toString()).exits(ExitCode.FOUND);

    assertThat(cli.err()).contains("error: no record was read; nothing is learned\n");
    assertThat(policy).doesNotExist();
  }

  @Test
  void policy_inJson_staysJson() throws IOException {
    String policy = "{ \"sallyport\": 1, \"tools\": { \"read_file\": {} } }\n";

    String merged = learnInto(policy, called("read_file", 1) + read("/srv/a")).out();

    assertThat(merged)
        .isEqualTo(
            "{ \"sallyport\": 1, \"tools\": { \"read_file\": { \"files\": { \"read\": [\"/srv/a\"] } } } }\n");
  }

  @Test
  void output_isReplacedAsAWhole_andWrongUsageIsSaid() throws IOException {
    Path audit = Files.writeString(directory.resolve("audit.jsonl"), called("read_file", 1));
    Path policy = directory.resolve("policy.yaml");

    Cli cli =
        Cli.run("learn", audit.toString(), "-o", policy.toString(), "--mode", "enforce")
            .exits(ExitCode.OK);

    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo(
            "0 rules learned, 0 seen and not granted, from 1 call\nRun: sallyport check "
                + policy
                + "\n");
    assertThat(policy).content().contains("mode: enforce\n");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(audit, policy);
    }
    assertThat(Cli.run("learn", "/none").exits(ExitCode.USAGE).err()).contains("can't read /none");
    Files.writeString(policy, "sallyport: 1\ntoolz: {}\n");
    assertThat(
            Cli.run("learn", audit.toString(), "--into", policy.toString())
                .exits(ExitCode.POLICY)
                .out())
        .contains("did you mean `tools`?");
  }

  /** Whatever the names are, and in whatever order they come. */
  @Test
  void everythingLearned_isGranted_andNothingElseOfIt() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        paths.add(path(random));
      }
      List<String> lines = new ArrayList<>();
      lines.add(called("t", 9));
      List<String> operations = List.of("read", "list", "stat", "write", "delete");
      paths.forEach(
          path ->
              lines.add(
                  missing("t", "file", operations.get(random.nextInt(operations.size())), path)));
      String text = learn(String.join("", lines)).out();
      Collections.shuffle(lines, random);

      assertThat(learn(String.join("", lines)).out()).as("seed %d", seed).isEqualTo(text);
      Engine engine = engine(text);
      for (String line : lines.subList(0, lines.size())) {
        for (String path : paths) {
          String recorded = json(path);
          if (!line.contains("\"target\":\"" + recorded + "\"")
              || isTold(text, path)
              || isSecret(path)) {
            continue;
          }
          FileOperation operation = operation(line);
          assertThat(decide(engine, "t", operation, path).denies())
              .as("seed %d, %s %s in%n%s", seed, operation, path, text)
              .isFalse();
        }
      }
      assertOthersAreDenied(seed, engine, paths);
      assertThat(learnInto(text, String.join("", lines)).out()).as("seed %d", seed).isEqualTo(text);
      Path checked = Files.writeString(directory.resolve("checked.yaml"), text);
      assertThat(Cli.run("check", "--strict", checked.toString()).exits(ExitCode.OK).out())
          .doesNotContain("warning");
    }
  }

  private static void assertOthersAreDenied(int seed, Engine engine, List<String> paths) {
    Set<String> roots =
        paths.stream()
            .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> outside =
        new ArrayList<>(
            List.of("/elsewhere", "/etc/passwd", "/home/me/x", "/home/you/x", "/srv/x", "/tmp/x"));
    for (String root : roots) {
      outside.add(root + ".env");
      outside.add(root + ".ssh/id_rsa");
      outside.add(root + "x.pem");
    }
    for (String path : outside) {
      assertThat(decide(engine, "t", FileOperation.READ, path).denies())
          .as("seed %d, %s", seed, path)
          .isTrue();
      assertThat(decide(engine, "t", FileOperation.WRITE, path).denies())
          .as("seed %d, %s", seed, path)
          .isTrue();
    }
  }

  private static boolean isTold(String text, String path) {
    return text.lines()
        .anyMatch(line -> line.contains("#   files.") && line.contains(": " + shown(path) + ": "));
  }

  private static String shown(String path) {
    return escaped(dev.sallyport.policy.match.PathPattern.quote(path));
  }

  private static String escaped(String text) {
    return text.replace("\n", "\\u000A").replace("\t", "\\u0009").replace("\u2028", "\\u2028");
  }

  private static boolean isSecret(String path) {
    return path.contains("/.env") || path.contains("/.ssh/") || path.endsWith(".pem");
  }

  private static FileOperation operation(String line) {
    for (FileOperation one : FileOperation.values()) {
      if (line.contains(
          "\"operation\":\"" + one.name().toLowerCase(java.util.Locale.ROOT) + "\"")) {
        return one;
      }
    }
    throw new AssertionError(line);
  }

  private static String path(Random random) {
    List<String> tops = List.of("/srv/data", "/home/me", "/tmp", "/srv/data/many", "/opt/app/in");
    List<String> names =
        List.of(
            "a b",
            "it's",
            "\"q\"",
            "*",
            "{x,y}",
            "#no",
            "ü",
            "line\nbreak",
            "tab\t",
            "\\",
            "[a]",
            "${env:HOME}",
            "$$",
            "- x",
            ": y",
            "&a",
            "null",
            "1",
            "?",
            "!x",
            ".env",
            ".ssh",
            "xyz-12345678",
            "\u2028",
            "%41",
            "file.txt",
            "日本",
            "x'; rm",
            "a,b",
            "~",
            "..x");
    StringBuilder path = new StringBuilder(tops.get(random.nextInt(tops.size())));
    int depth = 1 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      path.append('/').append(names.get(random.nextInt(names.size())));
    }
    if (random.nextBoolean()) {
      path.append(random.nextInt(9)).append(random.nextBoolean() ? ".md" : ".pem");
    }
    return path.toString();
  }

  /** A rule is as wide as what it was learned from makes it. */
  @Test
  void oneMoreRecord_makesNoRuleWider_thanWhatItExplains() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      StringBuilder records = new StringBuilder(called("t", 9));
      for (int i = 0; i < 25; i++) {
        records.append(missing("t", "file", "read", path(random)));
      }
      Engine before = engine(learn(records.toString()).out());
      String far = "/far/away/" + random.nextInt(100) + ".txt";
      Engine after = engine(learn(records + missing("t", "file", "read", far)).out());

      assertThat(decide(after, "t", FileOperation.READ, far).denies()).isFalse();
      for (int i = 0; i < 200; i++) {
        String other = path(random);
        assertThat(decide(after, "t", FileOperation.READ, other).denies())
            .as("seed %d: %s", seed, other)
            .isEqualTo(decide(before, "t", FileOperation.READ, other).denies());
      }
    }
  }

  private static Decision reads(Engine engine, String tool, String path) {
    return decide(engine, tool, FileOperation.READ, path);
  }

  private static Decision decide(Engine engine, String tool, FileOperation operation, String path) {
    return engine.answer(
        new Question.OfOperation(
            new Principal.Tool(tool), new Request.File(operation, path, path)));
  }

  private static dev.sallyport.policy.model.Policy policy(String text) {
    Reading reading =
        PolicyReader.read(new Source("learned", text), new Surroundings(java.util.Map.of()));
    assertThat(reading.problems()).as(text).isEmpty();
    return java.util.Objects.requireNonNull(reading.policy());
  }

  private static Engine engine(String text) {
    return Unattended.engine(policy(text), System.getProperties());
  }

  @Test
  void policy_thatCantBeWritten_isWrongUsage() throws IOException {
    Path audit = Files.writeString(directory.resolve("audit.jsonl"), called("read_file", 1));
    String missing = directory.resolve("none/policy.yaml").toString();

    Cli cli = Cli.run("learn", audit.toString(), "-o", missing).exits(ExitCode.USAGE);

    assertThat(cli.err())
        .startsWith("error: can't write " + missing + ": there is no such directory\n");
  }

  private Cli learn(String records) throws IOException {
    return Cli.run("learn", Files.writeString(directory.resolve("audit.jsonl"), records).toString())
        .exits(ExitCode.OK);
  }

  private Cli learnInto(String policy, String records) throws IOException {
    return Cli.run(
            "learn",
            Files.writeString(directory.resolve("audit.jsonl"), records).toString(),
            "--into",
            Files.writeString(directory.resolve("into.yaml"), policy).toString())
        .exits(ExitCode.OK);
  }

  /** As the page on audit files says. */
  private static String chained(String head, int seq, String line) throws Exception {
    String body = line.strip().replaceFirst("}$", ",\"seq\":" + seq);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest((head + body).getBytes(StandardCharsets.UTF_8));
    return body + ",\"chain\":\"" + HexFormat.of().formatHex(digest) + "\"}\n";
  }

  private static String head(String line) {
    return line.substring(line.lastIndexOf(':') + 2, line.lastIndexOf('"'));
  }

  private static String called(String tool, int times) {
    return record(tool, "tool", "call", tool, "deny", "not-listed", "observed", times, "");
  }

  private static String read(String path) {
    return missing("read_file", "file", "read", path);
  }

  private static String missing(String tool, String gate, String operation, String target) {
    return seen(tool, gate, operation, target, "deny", "not-granted", "observed");
  }

  private static String seen(
      String tool,
      String gate,
      String operation,
      String target,
      String verdict,
      String reason,
      String action) {
    return record(tool, gate, operation, target, verdict, reason, action, 1, "");
  }

  private static String started(String program, String... command) {
    String shape =
        java.util.Arrays.stream(command)
            .map(word -> '"' + word + '"')
            .collect(Collectors.joining(","));
    return record(
        "read_file",
        "process",
        "start",
        program,
        "deny",
        "not-granted",
        "observed",
        1,
        shape.isEmpty() ? "" : ",\"command\":[" + shape + "]");
  }

  private static String record(
      String tool,
      String gate,
      String operation,
      String target,
      String verdict,
      String reason,
      String action,
      int times,
      String more) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","server":"files","process":"p1",\
        "id":"d","call":"c-%s","principal":{"tool":"%s"},"gate":"%s","operation":"%s",\
        "target":"%s","verdict":"%s","reason":"%s","rule":"r","action":"%s","mode":"audit",\
        "times":%d%s}
        """
        .formatted(tool, tool, gate, operation, json(target), verdict, reason, action, times, more);
  }

  private static String phase(String phase, String gate, String operation, String target) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","server":"files","process":"p1",\
        "id":"d","principal":{"phase":"%s"},"gate":"%s","operation":"%s",\
        "target":"%s","verdict":"deny","reason":"not-granted","rule":"r","action":"observed",\
        "mode":"audit"}
        """
        .formatted(phase, gate, operation, json(target));
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
