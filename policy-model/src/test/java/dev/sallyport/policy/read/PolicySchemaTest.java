package dev.sallyport.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.sallyport.policy.check.Inventory;
import dev.sallyport.policy.check.Linter;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says what the reader says, as far as a schema can. */
class PolicySchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PolicySchema.text());

  /** Values that fit wherever a policy of this project has a variable. */
  private static final Variables ANY =
      new Variables() {
        @Override
        public String env(String name) {
          return name.endsWith("HOST") ? "host.example" : name.endsWith("MODE") ? "audit" : "/any";
        }

        @Override
        public @Nullable String property(String name) {
          return "/any";
        }
      };

  /** Bases that say nothing. */
  private static final Bases BARE = (reference, from) -> new Source(reference, "sallyport: 1\n");

  /** To write the files anew: {@code mvn -pl policy-model test -Dsallyport.write=true}. */
  @Test
  void committedSchema_isTheTableOfKeys() throws IOException {
    assertThatFile("docs/policy.schema.json", PolicySchema.text());
  }

  @Test
  void committedSchemaOfTests_isTheTableOfKeys() throws IOException {
    assertThatFile("docs/policy-tests.schema.json", PolicySchema.textOfTests());
  }

  private static void assertThatFile(String name, String text) throws IOException {
    Path file = PolicyFiles.root().resolve(name);
    if (Boolean.getBoolean("sallyport.write")) {
      Files.writeString(file, text);
    }

    assertThat(Files.readString(file))
        .as("%s; to write it anew run the tests with -Dsallyport.write=true", name)
        .isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("dev.sallyport.policy.read.PolicyFiles#policies")
  void policyOfThisProject_fitsReaderAndSchema(Source policy) throws JsonProcessingException {
    assertThat(ProblemText.render(policy, PolicyReader.read(policy, ANY, BARE).problems()))
        .isEmpty();
    assertThat(validate(policy.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.sallyport.policy.read.PolicyFiles#policies")
  void policyOfThisProject_hasNothingThatIsProbablyNotMeant(Source source) {
    Policy policy = PolicyReader.read(source, ANY, BARE).policy();
    // It is there for tools that may do what they like on their machine.
    assumeThat(source.name()).doesNotEndWith("presets/egress-only.yaml");

    assertThat(policy).isNotNull();
    assertThat(Linter.findings(List.of(source), policy, Inventory.UNKNOWN)).isEmpty();
  }

  @Test
  void policiesOfThisProject_areFound() throws IOException {
    assertThat(PolicyFiles.policies())
        .extracting(Source::name)
        .anyMatch(name -> name.startsWith("docs/policy.md"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "sallyport: 2",
        "sallyport: '1'",
        "sallyport: 1\nmod: audit",
        "sallyport: 1\nmode: enforced",
        "sallyport: 1\nmode: null",
        "sallyport: 1\nserver: ''",
        "sallyport: 1\nserver: 7",
        "sallyport: 1\ndefault: maybe",
        "sallyport: 1\ntools: []",
        "sallyport: 1\ntools: { t: allow }",
        "sallyport: 1\ntools: { t: null }",
        "sallyport: 1\ntools: { t: { arguments: [] } }",
        "sallyport: 1\ntools: { t: { risk: harmless } }",
        "sallyport: 1\ntools: { t: { on-denied: stop } }",
        "sallyport: 1\ntools: { t: { files: { read: /a } } }",
        "sallyport: 1\ntools: { t: { files: { read: [a/b] } } }",
        "sallyport: 1\ntools: { t: { files: { list: [/a] } } }",
        "sallyport: 1\ntools: { t: { net: [example.com] } }",
        "sallyport: 1\ntools: { t: { net: [443] } }",
        "sallyport: 1\ntools: { t: { http: ['https://a.com/'] } }",
        "sallyport: 1\ntools: { t: { http: ['get https://a.com/'] } }",
        "sallyport: 1\ntools: { t: { http: ['GET https://a.com'] } }",
        "sallyport: 1\ntools: { t: { listen: [70000] } }",
        "sallyport: 1\ntools: { t: { listen: [true] } }",
        "sallyport: 1\ntools: { t: { exec: [/bin/ls] } }",
        "sallyport: 1\ntools: { t: { exec: [{ args: [] }] } }",
        "sallyport: 1\ntools: { t: { exec: [{ program: ls }] } }",
        "sallyport: 1\ntools: { t: { exec: [{ program: /bin/ls, args: [1] }] } }",
        "sallyport: 1\ntools: { t: { env: [''] } }",
        "sallyport: 1\negress: { deny: [public] }",
        "sallyport: 1\negress: { allow: [10.0.0.1] }",
        "sallyport: 1\nruntime: { running: {} }",
        "sallyport: 1\nruntime: { serving: deny }",
        "sallyport: 1\nruntime: { serving: { mode: audit } }",
        "sallyport: 1\naudit: { file: a.jsonl }",
        "sallyport: 1\naudit: /a.jsonl",
        "sallyport: 1\naudit: { export: { to: stderr } }",
        "sallyport: 1\naudit: { export: [{}] }",
        "sallyport: 1\naudit: { export: [{ to: stderr, file: /a }] }",
        "sallyport: 1\naudit: { export: [{ file: a }] }",
        "sallyport: 1\naudit: { export: [{ to: stdout }] }",
        "sallyport: 1\naudit: { export: [{ to: 'syslog://a:514' }] }",
        "sallyport: 1\naudit: { export: [{ to: stderr, format: json }] }",
        "sallyport: 1\ntelemetry: { otlp: localhost }",
        "sallyport: 1\ntelemetry: { spans: all }",
        "sallyport: 1\ncredentials: { c: { hosts: [a.com] } }",
        "sallyport: 1\ncredentials: { c: { env: A } }",
        "sallyport: 1\ncredentials: { c: { env: A, property: b, hosts: [a.com] } }",
        "sallyport: 1\ncredentials: { c: { env: A, hosts: [a.com], withhold: yes please } }",
        "sallyport: 1\ncredentials: { c: { env: A, hosts: [a.com], methods: [get] } }",
        "sallyport: 1\ncredentials: { c: { env: A, hosts: [a.com], results: keep } }",
        "sallyport: 1\ncredentials: { c: { file: a, hosts: [a.com] } }",
        "sallyport: 1\ntools: { t: { credentials: github } }",
        "sallyport: 1\ntools: { t: { passthrough: [a.com] } }",
        "sallyport: 1\ntools: { t: { mcp: [a.com] } }",
        "sallyport: 1\ntools: { t: { unseen: maybe } }",
        "sallyport: 1\ntools: { t: { limits: { sent: 10MB } } }",
        "sallyport: 1\ntools: { t: { limits: { redirects: -1 } } }",
        "sallyport: 1\nruntime: { serving: { limits: { sent: 1 } } }",
        "sallyport: 1\ncallers: []",
        "sallyport: 1\ncallers: { required: maybe }",
        "sallyport: 1\ncallers: { local: { roles: [] } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, jwks: /k } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: k.json } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: /k, algorithms: [none] } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: /k, algorithms: [HS256] } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: /k, skew: 60 } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: /k, roles: roles } }",
        "sallyport: 1\ncallers: { bearer: { issuer: i, audience: a, jwks: /k, scopes: [s] } }",
        "sallyport: 1\ncallers: { hmac: { key: { env: K } } }",
        "sallyport: 1\ncallers: { hmac: { key: {}, header: h } }",
        "sallyport: 1\ncallers: { hmac: { key: { env: K, file: /k }, header: h } }",
        "sallyport: 1\ncallers: { keys: { k: { sha256: abc } } }",
        "sallyport: 1\ncallers: { keys: { k: { subject: ci } } }",
        "sallyport: 1\ncallers: { certificate: { roles: { ci: [] } } }",
        "sallyport: 1\ninbound: { host: [a.com] }",
        "sallyport: 1\ninbound: { hosts: a.com }",
        "sallyport: 1\ninbound: { origins: ['https://a.com/'] }",
        "sallyport: 1\ninbound: { origins: [a.com] }",
        "sallyport: 1\ndispatch: {}",
        "sallyport: 1\ndispatch: [{ method: 'A#b(C)' }]",
        "sallyport: 1\ndispatch: [{ tool: arg0 }]",
        "sallyport: 1\ndispatch: [{ method: 'A.b(C)', tool: arg0 }]",
        "sallyport: 1\ndispatch: [{ method: 'A#b(C)', tool: arg0, arguments: first }]",
        "sallyport: 1\nroles: { r: deny }",
        "sallyport: 1\nroles: { r: { tools: a } }",
        "sallyport: 1\nroles: { r: { resources: [users] } }",
        "sallyport: 1\nroles: { r: { capabilities: [] } }",
        "sallyport: 1\nsessions: { ttl: 60 }",
        "sallyport: 1\nsessions: { idle: 1d }",
        "sallyport: 1\nsessions: { limits: [] }",
        "sallyport: 1\nsessions: { limits: { redirects: 1 } }",
        "sallyport: 1\nlimits: { calls: 10 }",
        "sallyport: 1\nlimits: { calls: 10/w }",
        "sallyport: 1\ncallers: { limits: { concurrent: some } }",
        "sallyport: 1\ntools: { t: { limits: { calls: many/m } } }",
        "sallyport: 1\ntools: { t: { hours: { zone: UTC } } }",
        "sallyport: 1\ntools: { t: { hours: [{ from: '09:00' }] } }",
        "sallyport: 1\ntools: { t: { hours: [{ from: 9am, zone: UTC }] } }",
        "sallyport: 1\ntools: { t: { hours: [{ days: [monday], zone: UTC }] } }",
        "sallyport: 1\ntools: { t: { hours: [{ days: mon, zone: UTC }] } }",
        "sallyport: 1\ntools: { t: { requires: a } }",
        "sallyport: 1\ntools: { t: { requires: [7] } }",
        "sallyport: 1\ntools: { t: { requires: [{ same: [a] }] } }",
        "sallyport: 1\ntools: { t: { requires: [{ tool: a, within: 10 }] } }",
        "sallyport: 1\nprompts: { p: { requires: [a] } }",
        "sallyport: 1\nresources: { 'db://x/t': { hours: [] } }",
        "sallyport: 1\nsessions: { purposes: [triage] }",
        "sallyport: 1\nresources: []",
        "sallyport: 1\nresources: { users: {} }",
        "sallyport: 1\nresources: { '*': {} }",
        "sallyport: 1\nresources: { 'db://x/t?a=b': {} }",
        "sallyport: 1\nresources: { 'db://x/t': allow }",
        "sallyport: 1\nresources: { 'db://x/t': { risk: read } }",
        "sallyport: 1\nprompts: { p: allow }",
        "sallyport: 1\nprompts: { p: { text: a } }"
      })
  void mistake_failsReaderAndSchema(String text) throws JsonProcessingException {
    assertThat(PolicyReader.read(new Source("p", text), ANY).problems()).isNotEmpty();
    assertThat(validate(text)).isNotEmpty();
  }

  @Test
  void testsOfThePage_fitTheirSchema() throws IOException {
    String page = Files.readString(PolicyFiles.root().resolve("docs/commands.md"));
    int start = page.indexOf("sallyport-tests: 1");
    String tests = page.substring(start, page.indexOf("```", start));
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(PolicySchema.textOfTests());

    assertThat(schema.validate(new ObjectMapper(new YAMLFactory()).readTree(tests))).isEmpty();
    assertThat(
            schema.validate(
                new ObjectMapper(new YAMLFactory()).readTree(tests.replace("does", "doe"))))
        .isNotEmpty();
  }

  private static Set<ValidationMessage> validate(String yaml) throws JsonProcessingException {
    return SCHEMA.validate(new ObjectMapper(new YAMLFactory()).readTree(yaml));
  }
}
