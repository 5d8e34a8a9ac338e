package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import dev.sallyport.agent.report.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPageTest {
  private static final String NOTHING = "sallyport: 1\n";

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String page(Lines lines, String... more) throws IOException {
    return report(lines, more).exits(ExitCode.OK).silentOnErr().out();
  }

  private Cli report(Lines lines, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("report", file("audit.jsonl", lines.text())));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--made")) {
      arguments.addAll(List.of("--made", "none"));
    }
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static Lines session() {
    return new Lines()
        .state("start", "mode", "audit", "version", "1", "jdk", "17", "policy", "ab".repeat(32))
        .call("read_file", "c1", "allow", "granted")
        .decision("read_file", "c1", "file", "read", "/etc/passwd", "deny", "not-granted")
        .decision("read_file", "c1", "file", "read", "/etc/passwd", "deny", "not-granted")
        .end("read_file", "c1", "ok")
        .state("stop");
  }

  @Test
  void page_saysInPlainWordsWhatWouldHaveBeenRefused() throws IOException {
    assertThat(page(session()))
        .contains("In audit mode 2 operations of 1 tool would have been refused.")
        .contains("1 run · 2026-03-02 09:00:00 to 09:00:05Z")
        .contains("The records have none: nothing shows that they are as they were written.");
  }

  @Test
  void page_thatCantBeWritten_saysWhy_once() throws IOException {
    String missing = directory.resolve("none/report.html").toString();
    Cli cli = report(session(), "--output", missing).exits(ExitCode.USAGE);
    assertThat(cli.err())
        .startsWith("error: can't write " + missing + ": there is no such directory\n");

    Cli over = report(session(), "--output", directory.toString()).exits(ExitCode.USAGE);
    assertThat(over.err()).startsWith("error: can't write " + directory + ": Is a directory\n");
  }

  @Test
  void timeThatIsNone_isWrongUsage() throws IOException {
    Cli cli = report(session(), "--made", "yesterday").exits(ExitCode.USAGE);
    assertThat(cli.err())
        .startsWith("error: --made: yesterday is no time such as 2026-03-02T10:00:00Z\n");
  }

  @Test
  void page_ofNoRecords_saysSo() throws IOException {
    assertThat(page(new Lines())).contains("There are no records.", "Nothing was denied.");
  }

  @Test
  void page_needsNothingButItself() throws IOException {
    assertThat(page(session()))
        .contains("content=\"default-src 'none'; style-src 'sha256-")
        .doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(", "style=", "src=")
        .doesNotContain("href=\"http");
  }

  @Test
  void textsOfRecords_areNeverMarkup_andNothingInThemIsInvisible() throws IOException {
    String evil =
        "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{title}}\u202e\u0007\u200b";
    Map<String, Object> caller = Map.of("subject", evil, "agent", evil, "by", evil);
    Lines lines =
        new Lines()
            .state("start", "mode", evil, "policy", evil, "version", evil, "jdk", evil)
            .state("posture", "findings", evil)
            .state("credentials", evil, evil)
            .state("pin", "kind", "tool", "name", evil, "pinned", evil, "seen", evil)
            .state("fault", "where", evil, "what", evil)
            .state("inventory", evil, "covered risk=" + evil)
            .state("gap", "cause", evil, "lost", "3")
            .call(evil, evil, "deny", "not-listed", "caller", caller, "rule", evil)
            .decision(evil, evil, evil, evil, evil, "deny", evil, "credential", evil)
            .decision(evil, evil, "http", "get", "https://" + evil, "deny", "not-granted")
            .end(evil, evil, evil);

    String html = page(lines, "--title", evil);

    assertThat(html)
        .doesNotContain("<script", "<img", "\u202e", "\u0007", "\u200b")
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;", "{{title}}", "\\u202e", "\\u0007", "\\u200b");
    assertThat(html.codePoints().filter(Character::isISOControl).filter(c -> c != '\n')).isEmpty();
  }

  @Test
  void sameRecords_makeTheSameBytes_butForWhenItWasMade() throws IOException {
    String first = page(session());
    String second = page(session());
    String made = page(session(), "--made", "2026-03-02T10:00:00Z");

    assertThat(second).isEqualTo(first);
    assertThat(made)
        .isEqualTo(first.replace("09:00:05Z</p>", "09:00:05Z · made 2026-03-02 10:00:00Z</p>"));
  }

  @Test
  void manyTargets_leaveThePageUsable_andItSaysWhatIsLeftOut() throws IOException {
    Lines lines = new Lines().call("crawl", "c", "allow", "granted");
    for (int i = 0; i < 10_000; i++) {
      String target = "https://host-" + i + ".example.com/" + "x".repeat(i % 500);
      lines.decision("crawl", "c", "http", "get", target, "deny", "not-granted");
      lines.call("tool-" + i, "c" + i, "deny", "not-listed").end("tool-" + i, "c" + i, "ok");
    }

    String html = page(lines);

    assertThat(html.length()).isLessThan(2_000_000);
    assertThat(html)
        .contains("10,000 calls and 10,000 operations of 10,001 tools would have been refused.")
        .contains("9,970 more lines left out here; the JSON form has all.")
        .contains("9,700 more ways left out here; the JSON form has all.")
        .contains("9,801 more rows left out here; the JSON form has all.");
  }

  @Test
  void longTexts_areCutInTheMiddle() throws IOException {
    String path = "/start/" + "x".repeat(4_000) + "/end";
    String html = page(new Lines().decision("t", "c", "file", "read", path, "deny", "not-granted"));

    assertThat(html).contains("/start/xxx", "xxx/end").doesNotContain("x".repeat(300));
  }

  @Test
  void whatIsPasted_allowsWhatWasDenied() throws IOException {
    List<String[]> operations =
        List.of(
            new String[] {"tool", "call", "a tool *"},
            new String[] {"file", "read", "/srv/a [1]/{b}*.txt"},
            new String[] {"file", "stat", "/srv/a"},
            new String[] {"file", "write", "/srv/a"},
            new String[] {"file", "delete", "/srv/a"},
            new String[] {"http", "get", "https://api.example.com/repos/x"},
            new String[] {"network", "connect", "api.example.com (203.0.113.7:8443)"},
            new String[] {"network", "connect", "203.0.113.7:8443"},
            new String[] {"dns", "resolve", "api.example.com"},
            new String[] {"environment", "read", "HOME_*"},
            new String[] {"library", "load", "/opt/lib/x.so"},
            new String[] {"jvm", "unsafe", "sun.misc.Unsafe"});
    for (String[] operation : operations) {
      Lines lines = new Lines();
      if (operation[0].equals("tool")) {
        lines.call(operation[2], "c", "deny", "not-listed").end(operation[2], "c", "ok");
      } else {
        lines.decision("t", "c", operation[0], operation[1], operation[2], "deny", "not-granted");
      }
      String pasted = (String) Objects.requireNonNull(denials(lines).get(0).get("policy"));

      Cli diff =
          Cli.run(
              "diff",
              file("before.yaml", NOTHING),
              file("after.yaml", NOTHING + pasted),
              file("audit.jsonl", lines.text()));

      assertThat(diff.out()).as(pasted).contains("0 allow -> deny, 1 deny -> allow");
    }
  }

  @Test
  void whatCanNotBeToldFromARecord_isStillAValidPolicy() throws IOException {
    Lines lines =
        new Lines()
            .decision("t", "c", "process", "start", "/usr/bin/git", "deny", "not-granted")
            .decision(
                "t",
                "c",
                "process",
                "start",
                "/usr/bin/git",
                "deny",
                "not-granted",
                "command",
                List.of("git", "log", "--max-count=*", "**"))
            .decision(
                "t",
                "c",
                "http",
                "get",
                "https://a.com/r/1/2",
                "deny",
                "not-granted",
                "template",
                "https://a.com:443/r/{}/{}/**")
            .decision("t", "c", "network", "listen", "127.0.0.1:8080", "deny", "not-granted");
    for (Map<?, ?> denial : denials(lines)) {
      String pasted = (String) Objects.requireNonNull(denial.get("policy"));

      Cli.run("check", file("after.yaml", NOTHING + pasted)).exits(ExitCode.OK).silentOnErr();
    }
  }

  @Test
  void program_isGrantedWithTheShapeOfItsArguments() throws IOException {
    Lines lines =
        new Lines()
            .decision(
                "t",
                "c",
                "process",
                "start",
                "/usr/bin/git",
                "deny",
                "not-granted",
                "command",
                List.of("git", "log", "*"));

    assertThat(denials(lines).get(0).get("policy"))
        .isEqualTo(
            """
            tools:
              t:
                exec: [{ program: "/usr/bin/git", args: ["log", "*"] }]
            """);
  }

  @Test
  void whatNoGrantAllows_saysWhy() throws IOException {
    Lines lines =
        new Lines()
            .decision("t", "c", "network", "connect", "127.0.0.1:80", "deny", "egress-floor")
            .decision("t", "c", "file", "read", "/a", "deny", "denied")
            .decision("t", "c", "agent", "touch", "x", "deny", "protected")
            .call("nobody", "n", "deny", "not-listed")
            .end("nobody", "n", "refused");

    assertThat(denials(lines))
        .hasSize(4)
        .allSatisfy(
            denial -> {
              assertThat(denial.containsKey("policy")).isFalse();
              assertThat((String) denial.get("never")).isNotBlank();
            });
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> denials(Lines lines) throws IOException {
    Map<String, Object> json =
        (Map<String, Object>) Objects.requireNonNull(Json.value(page(lines, "--format", "json")));
    return (List<Map<String, Object>>) Objects.requireNonNull(json.get("denials"));
  }

  @Test
  void egress_namesHostsAndRequests_andTheSecretThatWent() throws IOException {
    Lines lines =
        new Lines()
            .state("credentials", "forge", "withheld")
            .decision(
                "get_issue",
                "c",
                "http",
                "get",
                "https://api.example.com/r/1",
                "allow",
                "granted",
                "template",
                "https://api.example.com:443/r/{}",
                "credential",
                "forge");

    assertThat(page(lines))
        .contains("<code>api.example.com:443</code>", "<code>GET /r/{}</code>", "with forge")
        .contains("<td>withheld</td>");
  }

  @Test
  void figures_standOnThePage_withWhyTheyAreNotKnown() throws IOException {
    String policy = file("policy.yaml", "sallyport: 1\ntools: { read_file: {} }\n");

    assertThat(page(session(), "--policy", policy))
        .contains("100 % <span>1 of 1 tools</span>", "nobody was asked to approve a call.")
        .contains("The policy named here is not one that decided.");
    assertThat(page(session())).contains("no policy was named with --policy");
  }

  @Test
  void output_isAFile_andWhatItSaysIsSaid() throws IOException {
    Path output = directory.resolve("report.html");

    Cli cli = report(session(), "--output", output.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(output + ": In audit mode 2 operations of 1 tool would have been refused.\n");
    assertThat(output).content().startsWith("<!doctype html>").endsWith("</html>\n");
  }

  @Test
  void fileThatIsDamaged_isReportedAllTheSame() throws IOException {
    String audit = file("audit.jsonl", session().text() + "{\"kind\":");

    Cli cli = Cli.run("report", audit).exits(ExitCode.FOUND);

    assertThat(cli.err()).contains("the last line breaks off");
    assertThat(cli.out()).contains("Not all lines could be read.", "audit.jsonl: 1 of its lines");
  }

  @Test
  void whatIsNotThere_isWrongUsage_andABadPolicyIsSaid() throws IOException {
    String audit = file("audit.jsonl", session().text());

    assertThat(Cli.run("report", directory + "/none").exits(ExitCode.USAGE).err())
        .startsWith("error: can't read ");
    assertThat(Cli.run("report", audit, "--lock", "none.lock").exits(ExitCode.USAGE).err())
        .startsWith("error: there is no file none.lock");
    Cli.run("report", audit, "--policy", file("bad.yaml", "tool: 1\n")).exits(ExitCode.POLICY);
  }

  @Test
  void pins_standOnThePage_theChangedOnesMarked() throws IOException {
    String lock =
        file(
            "sallyport.lock",
            "sallyport-lock 1\n"
                + "new tool sha256:%s seen sha256:%s \"read_file\"\n"
                    .formatted("a".repeat(64), "b".repeat(64))
                + "pinned tool sha256:%s \"drop_branch\"\n".formatted("c".repeat(64)));

    assertThat(page(session(), "--lock", lock))
        .contains("2 definitions pinned: 1 accepted by a person, 1 changed since")
        .contains("<td>read_file</td><td><span class=\"b\">changed</span></td>")
        .contains("<span class=\"name\">drop_branch</span>");
  }

  @Test
  void trustModel_saysWhatEachToolMayTouch_asThePolicyIsWritten() throws IOException {
    String policy =
        file(
            "policy.yaml",
            """
            sallyport: 1
            mode: enforce
            tools:
              read_file:
                risk: read
                files: { read: ["/srv/{a,b}/**"], deny: ["**/.env*"] }
                exec: [{ program: /usr/bin/git, args: ["log"] }]
              deploy: { risk: destructive, approval: { from: [release], within: 5m } }
              "a|b`c": {}
              merge: deny
            """);

    Cli cli = Cli.run("report", "--trust-model", "--policy", policy).exits(ExitCode.OK);

    assertThat(cli.silentOnErr().out())
        .startsWith("## Trust model\n")
        .contains("in enforce mode", "callers are not told apart")
        .contains(
            "| `read_file` | read |  | read `\"/srv/{a,b}/**\"`<br>never `\"**/.env*\"`<br>start")
        .contains("/usr/bin/git", "| `deploy` | destructive | approval | touch nothing |")
        .contains("| `` a\\|b`c `` |", "| `merge` | | | nothing: it is denied |");
  }

  @Test
  void trustModel_isOfAPolicy_andAReportOfAFile() {
    assertThat(Cli.run("report", "--trust-model").exits(ExitCode.USAGE).err())
        .startsWith("error: --trust-model is of a --policy");
    assertThat(Cli.run("report").exits(ExitCode.USAGE).err())
        .startsWith("error: name an audit file");
  }
}
