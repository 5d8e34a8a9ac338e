package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class PolicyTestTest {
  private static final String HOLDS =
      """
      - { tool: read_file, does: { read: /srv/docs/a.txt }, expect: allow }
      - { tool: read_file, does: { read: /srv/docs/.env }, expect: deny, reason: denied }
      - { tool: read_file, does: { connect: "169.254.169.254:80" }, expect: deny }
      - { tool: write_file, expect: deny, reason: not-listed }
      """;

  private static final String FAILS =
      """
      - name: "reads <its> secrets"
        tool: read_file
        does: { read: /srv/docs/.env }
        expect: allow
        rule: tools.read_file.files.read[0]
      """;

  @TempDir private Path directory;
  private Path policy;

  @BeforeEach
  void write() throws IOException {
    policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            """
            sallyport: 1
            tools:
              read_file:
                files: { read: ["/srv/docs/**"], deny: ["**/.env"] }
            """);
  }

  @Test
  void tests_thatHold_areCounted() throws IOException {
    Cli cli = test(tests("a.yaml", HOLDS)).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).isEqualTo(policy + ": 4 tests, 0 not as expected\n");
  }

  @Test
  void test_thatDoesNot_isShownWithWhatDiffers() throws IOException {
    Path holds = tests("a.yaml", HOLDS);
    Path fails = tests("b.yaml", FAILS);

    Cli cli = test(holds, fails).exits(ExitCode.FOUND).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            FAILED %s:3: reads <its> secrets
              asked:    tool read_file, read /srv/docs/.env
              expected: allow by tools.read_file.files.read[0]
              decided:  deny by tools.read_file.files.deny[0]:4 (denied)

            %s: 5 tests, 1 not as expected
            """
                .formatted(fails, policy));
  }

  @Test
  void verdict_thatIsRight_byAnotherRuleOrReason_failsToo() throws IOException {
    test(tests("a.yaml", "- { tool: none, expect: deny, reason: denied }\n")).exits(ExitCode.FOUND);
    test(tests("a.yaml", "- { tool: none, expect: deny, rule: tools.none }\n"))
        .exits(ExitCode.FOUND);
    test(tests("a.yaml", "- { tool: none, expect: deny, rule: built-in.default }\n"))
        .exits(ExitCode.OK);
  }

  @Test
  void junit_isXmlThatNamesWhatFailed() throws Exception {
    Path report = directory.resolve("report.xml");

    Cli.run(
            "test",
            "--junit",
            report.toString(),
            policy.toString(),
            tests("a.yaml", HOLDS).toString(),
            tests("b.yaml", FAILS).toString())
        .exits(ExitCode.FOUND);

    Document xml =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
    assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element failed = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(((Element) failed.getParentNode()).getAttribute("name"))
        .isEqualTo("reads <its> secrets");
    assertThat(failed.getAttribute("message"))
        .isEqualTo(
            "expected allow by tools.read_file.files.read[0],"
                + " decided deny by tools.read_file.files.deny[0]:4 (denied)");
  }

  @Test
  void junit_thatCantBeWritten_isUsage() throws IOException {
    Path report = directory.resolve("none/report.xml");
    Path tests = tests("a.yaml", HOLDS);

    Cli cli =
        Cli.run("test", "--junit", report.toString(), policy.toString(), tests.toString())
            .exits(ExitCode.USAGE);

    assertThat(cli.err()).contains("can't write " + report);
    assertThat(cli.out()).contains("4 tests, 0 not as expected");
  }

  @Test
  void tests_thatAreNotUtf8_areShownWithPlace() throws IOException {
    Path tests = directory.resolve("a.yaml");
    Files.writeString(
        tests, "sallyport-tests: 1\ntests: [] # f\u00fcr\n", StandardCharsets.ISO_8859_1);

    assertThat(test(tests).exits(ExitCode.USAGE).out())
        .contains("error[syntax]: text is not UTF-8")
        .contains("a.yaml:2:14");
  }

  @Test
  void tests_thatCantBeRead_areShownWithPlace() throws IOException {
    Cli cli = test(tests("a.yaml", "- { tool: t, expects: allow }\n")).exits(ExitCode.USAGE);

    assertThat(cli.out())
        .contains("error[unknown-key]: `expects` is not a key of a test")
        .contains("a.yaml:3:16")
        .contains("did you mean `expect`?");
    assertThat(test(directory.resolve("none.yaml")).exits(ExitCode.USAGE).err())
        .contains("can't read");
  }

  @Test
  void policy_thatCantBeRead_isNotTested() throws IOException {
    Path tests = tests("a.yaml", HOLDS);
    Files.writeString(policy, "sallyport: 1\ntoolz: {}\n");

    assertThat(test(tests).exits(ExitCode.POLICY).out()).contains("did you mean `tools`?");
  }

  private Cli test(Path... tests) {
    String[] args = new String[tests.length + 2];
    args[0] = "test";
    args[1] = policy.toString();
    for (int i = 0; i < tests.length; i++) {
      args[i + 2] = tests[i].toString();
    }
    return Cli.run(args);
  }

  private Path tests(String name, String tests) throws IOException {
    return Files.writeString(
        directory.resolve(name), "sallyport-tests: 1\ntests:\n" + tests.indent(2));
  }
}
