package dev.sallyport.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.check.Inventory.Argument;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinterTest {
  private static final Variables HOME =
      new Variables() {
        @Override
        public String env(String name) {
          return "/home/ann";
        }

        @Override
        public @Nullable String property(String name) {
          return "/home/ann";
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "files: { read: ['/**'] } | every file may be read",
        "files: { read: ['**'] } | every file may be read",
        "files: { read: ['{/srv,}/**'] } | every file may be read",
        "files: { write: ['/**'] } | every file may be changed",
        "files: { delete: ['**'] } | every file may be removed",
        "files: { write: ['/home/ann/**'] } | a whole home directory may be changed",
        "files: { write: ['${env:HOME}/**'] } | a whole home directory may be changed",
        "files: { delete: ['${property:user.home}/**'] } | a whole home directory may be removed",
        "libraries: ['/**'] | every file may be loaded",
        "net: ['*:443'] | every host may be reached",
        "net: ['0.0.0.0/0:*'] | every host may be reached",
        "exec: [{ program: /bin/sh }] | a shell runs whatever it is told",
        "exec: [{ program: '/usr/bin/{git,bash}', args: [a] }] | a shell runs whatever it is told",
        "exec: [{ program: '/**', args: [a] }] | every program may be started",
        "exec: [{ program: /usr/bin/git, args: ['**'] }] | the program may be started with any",
        "files: { read: [/srv/a/.env], deny: ['**/.env'] } | what this grants is denied by",
      })
  void grant_thatIsProbablyNotMeant_isFound(String keys, String message) {
    List<Problem> findings = findings("tools:\n  t:\n    " + keys + "\n");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message()).startsWith(message);
    assertThat(findings.get(0).span().line()).isEqualTo(4);
    assertThat(findings.get(0).help()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files: { read: ['/srv/**', '/srv/*/.env'], deny: ['**/.env'] }",
        "files: { read: ['**/*.java'], write: ['/home/ann/tree/**'] }",
        "files: { read: ['/home/ann/**', '${env:HOME}/**'] }",
        "net: ['*.example.com:443', '10.0.0.0/8:*']",
        "listen: [8080]",
        "http: ['GET https://api.example.com/**']",
        "exec: [{ program: /usr/bin/git, args: [log, '*', '**'] }]",
        "exec: [{ program: /usr/bin/push, args: [a] }]",
      })
  void grant_thatIsAsItShouldBe_isNotMentioned(String keys) {
    assertThat(findings("tools:\n  t:\n    " + keys + "\n")).isEmpty();
  }

  @Test
  void grant_ofTheServerItself_isLookedAtWhileServing() {
    assertThat(findings("runtime:\n  serving: { net: ['*:443'] }\n")).hasSize(1);
    assertThat(findings("runtime:\n  starting: { net: ['*:443'] }\n")).isEmpty();
  }

  @Test
  void default_allow_isFound() {
    assertThat(findings("default: allow\n"))
        .containsExactly(
            new Problem(
                "open-default",
                "what is not listed may be used",
                new Span(2, 1, 7),
                "leave it out, and list what may be used"));
    assertThat(findings("default: deny\n")).isEmpty();
  }

  @Test
  void entry_thatIsDeniedWhole_isFoundWithWhatDeniesIt() {
    List<Problem> findings =
        findings(
            "tools:\n  read_secret: {}\n  'read_*_key': {}\n  '*_secret': deny\n  'r*y': deny\n");

    assertThat(findings)
        .extracting(Problem::message)
        .containsExactly(
            "`read_secret` is denied by `*_secret`, whatever it grants",
            "`read_*_key` is denied by `r*y`, whatever it grants");
    assertThat(findings.get(0).help())
        .isEqualTo("narrow `*_secret` on line 5, or write `read_secret: deny`");
  }

  @Test
  void entry_thatIsDeniedInPart_isAsItShouldBe() {
    assertThat(findings("tools:\n  'read_*': {}\n  'read_*_key': deny\n  delete: deny\n"))
        .isEmpty();
    assertThat(findings("tools:\n  '*': {}\n  'x*': deny\nprompts:\n  x: {}\n")).isEmpty();
  }

  @Test
  void tool_thatIsNotOfTheServer_isFoundWithTheNearest() {
    Inventory inventory = new Inventory(Set.of("read_file", "merge"), Map.of());

    List<Problem> findings =
        findings("tools:\n  raed_file: {}\n  'mer*': {}\n  'x*': deny\n", inventory);

    assertThat(findings)
        .extracting(Problem::message)
        .containsExactly(
            "`raed_file` fits no tool that is known of the server",
            "`x*` fits no tool that is known of the server");
    assertThat(findings.get(0).help()).isEqualTo("did you mean `read_file`?");
  }

  @Test
  void argument_thatASchemaLeavesOpen_isFoundUnlessThePolicyTellsIt() {
    Inventory inventory =
        new Inventory(
            Set.of("t", "u", "v"),
            Map.of(
                "t",
                List.of(
                    new Argument("source_path", true, List.of()),
                    new Argument("url", true, List.of()),
                    new Argument("sql", true, List.of()),
                    new Argument("title", true, List.of()),
                    new Argument("path", false, List.of("a", "b"))),
                "u",
                List.of(new Argument("path", true, List.of())),
                "v",
                List.of(new Argument("path", true, List.of()))));

    assertThat(findings("tools:\n  t: {}\n  v: deny\n", inventory))
        .extracting(Problem::help)
        .containsExactly(
            "write `arguments: { source_path: { type: path } }`",
            "write `arguments: { url: { type: url, hosts: [...] } }`",
            "write `arguments: { sql: { enum: [...] } }`");
    assertThat(findings("tools:\n  u: { arguments: { path: { type: path } } }\n", inventory))
        .extracting(Problem::code)
        .doesNotContain("weak-argument");
    assertThat(
            findings(
                "tools:\n  u: { arguments: { path: { type: path } } }\n  '*': {}\n", inventory))
        .extracting(Problem::message)
        .noneMatch(message -> message.contains("`u`"));
  }

  @Test
  void tool_thatReadsOrWrites_isFound() {
    Inventory inventory =
        new Inventory(
            Set.of("t", "u"),
            Map.of(
                "t", List.of(new Argument("operation", false, List.of("read", "delete"))),
                "u", List.of(new Argument("operation", false, List.of("read", "list")))));

    assertThat(findings("tools:\n  t: {}\n  u: {}\n", inventory))
        .extracting(Problem::message)
        .containsExactly("`t` reads or writes, as its `operation` says");
    assertThat(
            findings(
                """
                tools:
                  t: { actions: { argument: operation, read: [read], destructive: [delete] } }
                  "t#read": {}
                  u: {}
                """,
                inventory))
        .isEmpty();
  }

  private static List<Problem> findings(String text) {
    return findings(text, Inventory.UNKNOWN);
  }

  private static List<Problem> findings(String text, Inventory inventory) {
    Source source = new Source("policy.yaml", "sallyport: 1\n" + text);
    Policy policy = PolicyReader.read(source, HOME).policy();
    assertThat(policy).isNotNull();
    return Linter.findings(List.of(source), policy, inventory);
  }
}
