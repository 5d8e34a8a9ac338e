package dev.sallyport.policy.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.MethodName;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Export;
import dev.sallyport.policy.model.ExportFormat;
import dev.sallyport.policy.model.ExportTarget;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.model.Reach;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Screening;
import dev.sallyport.policy.model.SignatureAlgorithm;
import dev.sallyport.policy.model.SpanDetail;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.Unseen;
import dev.sallyport.policy.model.WhenFull;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  /** Ten thousand tools take more than a parser of YAML takes from strangers. */
  @Test
  void read_fourMebibytes_isRead() {
    String line = "# " + "x".repeat(125) + "\n";
    Policy policy =
        read("sallyport: 1\n" + line.repeat(1 << 15) + "tools: { last: { env: [HOME] } }\n");
    assertThat(policy.tools()).containsOnlyKeys("last");
  }

  @Test
  void read_wholePolicy_isTheModel() {
    Policy policy =
        read(
            """
            sallyport: 1
            server: github-files
            mode: enforce
            default: allow
            credentials:
              github:
                env: GITHUB_TOKEN
                hosts: [api.github.com, "*.x.org", "localhost:8080"]
                methods: [GET, POST]
                withhold: true
                results: block
              key: { file: /run/key, hosts: ["[2001:db8::1]"] }
            tools:
              read_file:
                mode: audit
                on-denied: fail
                files: { read: [/r], write: [/w], delete: [/d], deny: ["**/x"] }
                net: ["a.com:443"]
                http: ["GET https://a.com/**"]
                listen: [8080, "localhost:0"]
                exec: [{ program: /bin/ls, args: [-l] }]
                env: [HOME]
                credentials: [github, key]
                passthrough: ["idp.example:443"]
                mcp: [stdio, "peer.example:443"]
                unseen: deny
                limits: { sent: 64KiB, received: 10MiB, redirects: 5 }
              merge: deny
            egress: { deny: [private], allow: ["10.0.0.1:80"] }
            runtime: { starting: {}, serving: { env: [A] } }
            audit:
              file: /var/log/audit.jsonl
              rotate: { size: 16MiB, daily: true }
              sync: interval
              arguments: redacted
              full: deny
              checkpoints: { records: 100, every: 10s }
              key: /etc/audit.key
              export:
                - { to: "syslog+tls://siem.example.com", format: ocsf }
                - { to: "syslog+tcp://[::1]:5514", format: cef }
                - { to: stderr }
                - { to: otlp, format: native }
                - { file: /var/log/audit.cef, format: cef }
            telemetry: { otlp: "http://127.0.0.1:4318", spans: denied }
            """);

    assertThat(policy.version()).isEqualTo(1);
    assertThat(policy.server()).isEqualTo("github-files");
    assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(policy.defaultAccess())
        .isEqualTo(new Entry<>("default", new Span(4, 1, 7), DefaultAccess.ALLOW));
    assertThat(policy.tools()).containsOnlyKeys("read_file", "merge");
    Entry<PrimitivePolicy> merge = requireNonNull(policy.tools().get("merge"));
    assertThat(merge)
        .isEqualTo(new Entry<>("tools.merge", new Span(28, 3, 5), new PrimitivePolicy.Denied()));
    PrimitivePolicy.Granted tool =
        (PrimitivePolicy.Granted) requireNonNull(policy.tools().get("read_file")).value();
    assertThat(tool.mode()).isEqualTo(Mode.AUDIT);
    assertThat(tool.onDenied()).isEqualTo(OnDenied.FAIL);
    GrantSet grants = tool.grants();
    assertThat(grants.files().read())
        .extracting(Entry::path)
        .containsExactly("tools.read_file.files.read[0]");
    assertThat(grants.files().write()).hasSize(1);
    assertThat(grants.files().delete()).hasSize(1);
    assertThat(grants.files().deny()).hasSize(1);
    assertThat(grants.net()).hasSize(1);
    assertThat(grants.http()).hasSize(1);
    assertThat(grants.listen())
        .extracting(Entry::path)
        .containsExactly("tools.read_file.listen[0]", "tools.read_file.listen[1]");
    assertThat(grants.exec()).hasSize(1);
    assertThat(grants.env()).extracting(Entry::span).containsExactly(new Span(22, 11, 4));
    assertThat(grants.credentials()).extracting(Entry::value).containsExactly("github", "key");
    assertThat(grants.passthrough()).hasSize(1);
    assertThat(grants.mcp())
        .extracting(Entry::path)
        .containsExactly("tools.read_file.mcp[0]", "tools.read_file.mcp[1]");
    assertThat(requireNonNull(grants.unseen()).value()).isEqualTo(Unseen.DENY);
    assertThat(requireNonNull(grants.limits().sent()).value()).isEqualTo(65_536);
    assertThat(requireNonNull(grants.limits().received()).value()).isEqualTo(10_485_760);
    assertThat(requireNonNull(grants.limits().redirects()).value()).isEqualTo(5);
    assertThat(policy.egress().deny())
        .extracting(Entry::value)
        .containsExactly(AddressClass.PRIVATE);
    assertThat(policy.egress().allow()).hasSize(1);
    assertThat(requireNonNull(policy.runtime().starting()).value()).isEqualTo(GrantSet.NONE);
    assertThat(requireNonNull(policy.runtime().serving()).value().env()).hasSize(1);
    assertThat(policy.audit().file()).isEqualTo("/var/log/audit.jsonl");
    assertThat(policy.audit().rotateSize()).isEqualTo(16L << 20);
    assertThat(policy.audit().rotateDaily()).isTrue();
    assertThat(policy.audit().sync()).isEqualTo(Sync.INTERVAL);
    assertThat(policy.audit().arguments()).isEqualTo(RecordedArguments.REDACTED);
    assertThat(policy.audit().full()).isEqualTo(WhenFull.DENY);
    assertThat(policy.audit().checkpointRecords()).isEqualTo(100);
    assertThat(policy.audit().checkpointEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.audit().key()).isEqualTo("/etc/audit.key");
    assertThat(policy.audit().export())
        .containsExactly(
            new Export(
                new ExportTarget.ToSyslog("siem.example.com", 6514, /* tls= */ true),
                ExportFormat.OCSF),
            new Export(new ExportTarget.ToSyslog("::1", 5514, /* tls= */ false), ExportFormat.CEF),
            new Export(new ExportTarget.ToStderr(), ExportFormat.NATIVE),
            new Export(new ExportTarget.ToOtlp(), ExportFormat.NATIVE),
            new Export(new ExportTarget.ToFile("/var/log/audit.cef"), ExportFormat.CEF));
    assertThat(policy.telemetry().otlp()).isEqualTo("http://127.0.0.1:4318");
    assertThat(policy.telemetry().spans()).isEqualTo(SpanDetail.DENIED);
  }

  @Test
  void require_whatEachToolSays_isRead() {
    Policy policy =
        read(
            """
            sallyport: 1
            require: [owner, classification]
            default: deny
            tools:
              get: { owner: ann, classification: open, actions: { argument: a, read: [b] } }
              "get#b": {}
              drop: deny
            """);

    assertThat(policy.tools()).containsOnlyKeys("get", "get#b", "drop");
    assertThat(policy.virtualTools()).containsExactly("get#b");
  }

  @Test
  void read_credentials_areTheModel() {
    Policy policy =
        read(
            """
            sallyport: 1
            credentials:
              github:
                env: GITHUB_TOKEN
                hosts: [api.github.com, "localhost:8080"]
                methods: [GET, POST]
                withhold: true
                results: block
              key: { file: /run/key, hosts: ["[2001:db8::1]"] }
              word: { property: db.word, hosts: [db.example], withhold: false }
            """);

    assertThat(policy.credentials()).containsOnlyKeys("github", "key", "word");
    Entry<Credential> github = requireNonNull(policy.credentials().get("github"));
    assertThat(github.path()).isEqualTo("credentials.github");
    assertThat(github.span()).isEqualTo(new Span(3, 3, 6));
    assertThat(github.value().source()).isEqualTo(new CredentialSource.Environment("GITHUB_TOKEN"));
    assertThat(github.value().hosts()).hasSize(2);
    assertThat(github.value().methods()).containsExactly("GET", "POST");
    assertThat(github.value().withhold()).isTrue();
    assertThat(github.value().results()).isEqualTo(Screening.BLOCK);
    Credential key = requireNonNull(policy.credentials().get("key")).value();
    assertThat(key.source()).isEqualTo(new CredentialSource.File("/run/key"));
    assertThat(key.methods()).isEmpty();
    assertThat(key.withhold()).isFalse();
    assertThat(key.results()).isEqualTo(Screening.REDACT);
    assertThat(requireNonNull(policy.credentials().get("word")).value().source())
        .isEqualTo(new CredentialSource.Property("db.word"));
  }

  @Test
  void read_resourcesAndPrompts_areTheModel() {
    Policy policy =
        read(
            """
            sallyport: 1
            resources:
              "file:///srv/**": { mode: enforce, on-denied: fail, files: { read: [/srv/**] } }
              "db://hr/{table}": deny
            prompts:
              "review_*": { http: ["GET https://a.com/**"], limits: { sent: 1KiB } }
              admin: deny
            """);

    assertThat(policy.resources().keySet())
        .extracting(UriGlob::toString)
        .containsExactly("file:///srv/**", "db://hr/{table}");
    assertThat(policy.resources().values())
        .extracting(Entry::path)
        .containsExactly("resources.file:///srv/**", "resources.db://hr/{table}");
    PrimitivePolicy.Granted files =
        (PrimitivePolicy.Granted) policy.resources().values().iterator().next().value();
    assertThat(files.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(files.onDenied()).isEqualTo(OnDenied.FAIL);
    assertThat(files.grants().files().read())
        .extracting(Entry::path)
        .containsExactly("resources.file:///srv/**.files.read[0]");
    assertThat(policy.prompts()).containsOnlyKeys("review_*", "admin");
    assertThat(requireNonNull(policy.prompts().get("admin")))
        .isEqualTo(new Entry<>("prompts.admin", new Span(7, 3, 5), new PrimitivePolicy.Denied()));
    PrimitivePolicy.Granted review =
        (PrimitivePolicy.Granted) requireNonNull(policy.prompts().get("review_*")).value();
    assertThat(review.grants().http()).hasSize(1);
    assertThat(requireNonNull(review.grants().limits().sent()).value()).isEqualTo(1024);
  }

  @Test
  void read_callersAndRoles_areTheModel() {
    Policy policy =
        read(
            """
            sallyport: 1
            callers:
              required: false
              local: { subject: ann, roles: [reviewer] }
              bearer:
                issuer: https://idp.example/
                audience: https://mcp.example/
                jwks: https://idp.example/jwks.json
                algorithms: [ES256, EdDSA]
                skew: 5s
                subject: /email
                roles: /realm_access/roles
                tenant: /org
                agent: /act/sub
                tools: /tools
                scopes: { "repo:read": { tools: ["get_*"] } }
                metadata: https://mcp.example/.well-known/oauth-protected-resource
              hmac: { key: { file: /run/key }, header: X-Caller, lifetime: 2m }
              keys:
                ci: { sha256: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF, roles: [reviewer] }
                ops: { sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, subject: ops@example.com }
              certificate: { roles: { "CN=Build, O=Acme": [reviewer] } }
            roles:
              reviewer: { tools: ["get_*", merge], resources: ["db://**"], prompts: [review] }
              nobody: {}
            """);

    Entry<Callers> entry = requireNonNull(policy.callers());
    assertThat(entry.span()).isEqualTo(new Span(2, 1, 7));
    Callers callers = entry.value();
    assertThat(callers.required()).isFalse();
    assertThat(callers.local()).isEqualTo(new Callers.Local("ann", List.of("reviewer")));
    Callers.Bearer bearer = requireNonNull(callers.bearer());
    assertThat(bearer.issuer()).isEqualTo("https://idp.example/");
    assertThat(bearer.audience()).isEqualTo("https://mcp.example/");
    assertThat(bearer.jwks()).isEqualTo(new Callers.KeySet.Url("https://idp.example/jwks.json"));
    assertThat(bearer.algorithms())
        .containsExactly(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA);
    assertThat(bearer.skew()).isEqualTo(Duration.ofSeconds(5));
    assertThat(bearer.subject()).isEqualTo("/email");
    assertThat(bearer.roles()).isEqualTo("/realm_access/roles");
    assertThat(bearer.tenant()).isEqualTo("/org");
    assertThat(bearer.agent()).isEqualTo("/act/sub");
    assertThat(bearer.tools()).isEqualTo("/tools");
    assertThat(bearer.metadata())
        .isEqualTo("https://mcp.example/.well-known/oauth-protected-resource");
    Entry<Map<String, Reach>> scopes = requireNonNull(bearer.scopes());
    assertThat(scopes.path()).isEqualTo("callers.bearer.scopes");
    assertThat(requireNonNull(scopes.value().get("repo:read")).tools())
        .extracting(Entry::path)
        .containsExactly("callers.bearer.scopes.repo:read.tools[0]");
    assertThat(callers.hmac())
        .isEqualTo(
            new Callers.Hmac(
                new CredentialSource.File("/run/key"), "X-Caller", Duration.ofMinutes(2)));
    assertThat(callers.keys())
        .containsEntry(
            "ci",
            new Callers.Key(
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "ci",
                List.of("reviewer")))
        .containsEntry(
            "ops",
            new Callers.Key(
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "ops@example.com",
                List.of()));
    assertThat(requireNonNull(callers.certificate()).roles())
        .containsEntry(new X500Principal("cn=build,o=acme"), List.of("reviewer"));
    Entry<Map<String, Reach>> roles = requireNonNull(policy.roles());
    assertThat(roles.span()).isEqualTo(new Span(23, 1, 5));
    assertThat(roles.value()).containsOnlyKeys("reviewer", "nobody");
    Reach reviewer = requireNonNull(roles.value().get("reviewer"));
    assertThat(reviewer.tools())
        .extracting(Entry::path)
        .containsExactly("roles.reviewer.tools[0]", "roles.reviewer.tools[1]");
    assertThat(reviewer.resources()).hasSize(1);
    assertThat(reviewer.prompts()).hasSize(1);
  }

  @Test
  void read_dispatch_isTheModel() throws Malformed {
    Policy policy =
        read(
            """
            sallyport: 1
            dispatch:
              - { method: "com.acme.Server#call(String, Map)", tool: arg0, arguments: arg1 }
              - { method: "com.acme.Clock#now()", tool: now, transport: stdio }
            """);

    assertThat(policy.dispatch())
        .extracting(Entry::value)
        .containsExactly(
            new DispatchPoint(
                MethodName.parse("com.acme.Server#call(String,Map)"),
                new DispatchPoint.Tool.Argument(0),
                1,
                DispatchPoint.Transport.HTTP),
            new DispatchPoint(
                MethodName.parse("com.acme.Clock#now()"),
                new DispatchPoint.Tool.Named("now"),
                null,
                DispatchPoint.Transport.STDIO));
    assertThat(policy.dispatch())
        .extracting(Entry::path)
        .containsExactly("dispatch[0]", "dispatch[1]");
  }

  @Test
  void read_callersShort_haveTheDefaults() {
    Policy policy =
        read(
            """
            sallyport: 1
            callers:
              bearer: { issuer: i, audience: a, jwks: /etc/keys.json }
              hmac: { key: { env: KEY }, header: X-Caller }
            """);

    Callers callers = requireNonNull(policy.callers()).value();
    assertThat(callers.required()).isTrue();
    assertThat(callers.local()).isNull();
    assertThat(callers.keys()).isEmpty();
    assertThat(callers.certificate()).isNull();
    Callers.Bearer bearer = requireNonNull(callers.bearer());
    assertThat(bearer.jwks()).isEqualTo(new Callers.KeySet.File("/etc/keys.json"));
    assertThat(bearer.algorithms()).containsExactly(SignatureAlgorithm.values());
    assertThat(bearer.skew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(bearer.subject()).isEqualTo("/sub");
    assertThat(bearer.roles()).isEqualTo("/roles");
    assertThat(bearer.tenant()).isNull();
    assertThat(bearer.metadata()).isNull();
    assertThat(bearer.agent()).isNull();
    assertThat(bearer.tools()).isEqualTo("/permitted_tools");
    assertThat(bearer.scopes()).isNull();
    assertThat(requireNonNull(callers.hmac()).lifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(requireNonNull(callers.hmac()).key())
        .isEqualTo(new CredentialSource.Environment("KEY"));
  }

  @Test
  void read_versionOnly_isTheBuiltInPolicy() {
    assertThat(read("sallyport: 1\n")).isEqualTo(Policy.builtIn());
  }

  @Test
  void read_json_isReadAsYaml() {
    Policy policy =
        read("{\"sallyport\": 1, \"tools\": {\"a\": {\"files\": {\"read\": [\"/a/\\u0062\"]}}}}");

    assertThat(policy.tools()).containsOnlyKeys("a");
  }

  @Test
  void read_anchorWithoutAlias_isItsValue() {
    assertThat(read("sallyport: 1\nmode: &m enforce\n").mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void variable_ofEnvironmentAndProperty_isReplaced() {
    TestVariables variables =
        new TestVariables(Map.of("NAME", "files"), Map.of("user.name", "ann"));

    assertThat(
            read("sallyport: 1\nserver: ${env:NAME}-${property:user.name}\n", variables).server())
        .isEqualTo("files-ann");
  }

  @Test
  void variable_missingOrEmpty_isItsDefault() {
    assertThat(read("sallyport: 1\nserver: ${env:NO:-a:-b}\n").server()).isEqualTo("a:-b");
    assertThat(read("sallyport: 1\nserver: ${env:E:-x}\n", TestVariables.env("E", "")).server())
        .isEqualTo("x");
    assertThat(read("sallyport: 1\nmode: ${env:MODE:-enforce}\n").mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void dollar_doubledOrAlone_isItself() {
    assertThat(read("sallyport: 1\nserver: a$$b$c$\n").server()).isEqualTo("a$b$c$");
    assertThat(read("sallyport: 1\nserver: $${env:A}\n").server()).isEqualTo("${env:A}");
  }

  @Test
  void variable_inPath_isNeverAPattern() {
    Policy policy =
        read(
            "sallyport: 1\ntools: { t: { files: { read: [\"${env:ROOT}/*\"] } } }\n",
            TestVariables.env("ROOT", "/a*/{b,c}/**"));

    PrimitivePolicy.Granted tool =
        (PrimitivePolicy.Granted) requireNonNull(policy.tools().get("t")).value();
    assertThat(tool.grants().files().read().get(0).value().matches("/a*/{b,c}/**/x")).isTrue();
    assertThat(tool.grants().files().read().get(0).value().matches("/ax/b/c/x")).isFalse();
  }

  private static Policy read(String text) {
    return read(text, TestVariables.none());
  }

  private static Policy read(String text, Variables variables) {
    Reading reading = PolicyReader.read(new Source("policy.yaml", text), variables);
    assertThat(reading.problems()).isEmpty();
    return requireNonNull(reading.policy());
  }
}
