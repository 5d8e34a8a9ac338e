package dev.sallyport.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingProblemsTest {

  /**
   * Columns: the code, which text is underlined, the help, and the policy; {@code ;} ends a line.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '`',
      textBlock =
          """
          unknown-key         | toolz             | did you mean 'tools'?                | sallyport: 1;toolz: {}
          unknown-key         | filez             | did you mean 'files'?                | sallyport: 1;tools: { t: { filez: {} } }
          unknown-key         | raed              | did you mean 'read'?                 | sallyport: 1;tools: { t: { files: { raed: [] } } }
          unknown-key         | approval          | its keys are                         | sallyport: 1;prompts: { p: { approval: {} } }
          unknown-key         | form              | did you mean 'from'?                 | sallyport: 1;tools: { t: { approval: { from: [a], form: [b] } } }
          missing-key         | {                 | ''                                   | sallyport: 1;tools: { t: { approval: { within: 5m } } }
          bad-value           | approval          | name a role                          | sallyport: 1;tools: { t: { approval: { from: [] } } }
          bad-value           | 0s                | 'write `5m`'                         | sallyport: 1;tools: { t: { approval: { from: [a], within: 0s } } }
          bad-value           | 25h               | 'write `5m`'                         | sallyport: 1;tools: { t: { approval: { from: [a], within: 25h } } }
          bad-value           | owner/repo        | write it as                          | sallyport: 1;tools: { t: { scope: { owner/repo: { only: [a] } } } }
          bad-value           | "{owner}{repo}"   | write it as                          | sallyport: 1;tools: { t: { scope: { "{owner}{repo}": { only: [a] } } } }
          missing-key         | {                 | ''                                   | sallyport: 1;tools: { t: { scope: { "{a}": { except: [b] } } } }
          unknown-key         | exept             | did you mean 'except'?               | sallyport: 1;tools: { t: { scope: { "{a}": { only: [b], exept: [c] } } } }
          bad-pattern         | "/a"              | leave the first                      | sallyport: 1;tools: { t: { scope: { "{a}": { only: ["/a"] } } } }
          bad-pattern         | "a/../b"          | write the directory                  | sallyport: 1;tools: { t: { scope: { "{a}": { only: ["a/../b"] } } } }
          bad-value           | writes            | 'did you mean `write`?'              | sallyport: 1;tools: { t: { risk: writes } }
          bad-value           | allow             | 'write `record`'                     | sallyport: 1;tools: { t: { hints: allow } }
          bad-value           | risk              | leave `risk` out                     | sallyport: 1;tools: { t: { risk: read, actions: { argument: a, read: [b] } } }
          missing-key         | actions           | list values under                    | sallyport: 1;tools: { t: { actions: { argument: a } } }
          missing-key         | {                 | ''                                   | sallyport: 1;tools: { t: { actions: { read: [b] } } }
          bad-value           | b                 | it stands on line 3 already          | sallyport: 1;tools:;  t: { actions: { argument: a, read: [b],;    write: [b] } }
          bad-value           | "a[]"             | name one argument                    | sallyport: 1;tools: { t: { actions: { argument: "a[]", read: [b] } } }
          bad-value           | actions           | write them below the name            | sallyport: 1;tools: { "t*": { actions: { argument: a, read: [b] } } }
          bad-value           | "t#c"             | list it under `actions` on line 2    | sallyport: 1;tools: { t: { actions: { argument: a, read: [b] } }, "t#c": deny }
          bad-value           | risk              | leave it out                         | sallyport: 1;tools: { t: { actions: { argument: a, read: [b] } }, "t#b": { risk: write } }
          bad-value           | actions           | leave it out                         | sallyport: 1;tools: { t: { actions: { argument: a, read: [b] } }, "t#b": { actions: { argument: a, read: [b] } } }
          unknown-key         | actions           | its keys are                         | sallyport: 1;prompts: { p: { actions: {} } }
          missing-key         | t                 | write `owner`, or `deny`             | sallyport: 1;require: [owner];tools: { t: { classification: open }, u: { owner: ann }, v: deny }
          missing-key         | t                 | write `classification`               | sallyport: 1;require: [owner, classification];tools: { t: { owner: ann } }
          missing-key         | "t*"              | write `owner`                        | sallyport: 1;require: [owner];tools: { "t*": {} }
          missing-key         | default           | leave `default` out                  | sallyport: 1;require: [owner];default: allow
          bad-value           | ownr              | did you mean 'owner'?                | sallyport: 1;require: [ownr]
          unknown-key         | owner             | its keys are                         | sallyport: 1;resources: { "a:b": { owner: ann } }
          bad-value           | "a_b*"            | narrow it, or `tools` on line 3      | sallyport: 1;namespaces:;  n: { tools: ["a_*"] };  m: { tools: ["a_b*"] }
          bad-value           | a                 | narrow it, or `tools` on line 3      | sallyport: 1;namespaces:;  n: { tools: ["*"] };  m: { tools: [a] }
          bad-value           | c                 | let one namespace have it            | sallyport: 1;credentials: { c: { env: C, hosts: [a.b] } };namespaces: { n: { tools: [t], credentials: [c] }, m: { tools: [u], credentials: [c] } }
          bad-value           | c                 | leave it out, or put the tool        | sallyport: 1;credentials: { c: { env: C, hosts: [a.b] } };namespaces: { n: { tools: [t], credentials: [c] } };tools: { u: { credentials: [c] } }
          bad-value           | c                 | leave it out, or put the tool        | sallyport: 1;credentials: { c: { env: C, hosts: [a.b] } };namespaces: { n: { tools: ["t*"], credentials: [c] } };tools: { "*": { credentials: [c] } }
          bad-value           | c                 | leave it out, or put the tool        | sallyport: 1;credentials: { c: { env: C, hosts: [a.b] } };namespaces: { n: { tools: ["t*"], credentials: [c] } };prompts: { t: { credentials: [c] } }
          missing-key         | {                 | ''                                   | sallyport: 1;namespaces: { n: { net: ["a.b:1"] } }
          unknown-key         | approval          | its keys are                         | sallyport: 1;namespaces: { n: { tools: [t], approval: {} } }
          unknown-key         | destruct          | its keys are                         | sallyport: 1;tiers: { destruct: {} }
          bad-value           | always            | write `optional`                     | sallyport: 1;tools: { t: { approval: { from: [a], reason: always } } }
          unknown-key         | argumens          | did you mean 'arguments'?            | sallyport: 1;tools: { t: { argumens: {} } }
          unknown-key         | arguments         | its keys are                         | sallyport: 1;prompts: { p: { arguments: {} } }
          unknown-key         | maxLenght         | did you mean 'maxLength'?            | sallyport: 1;tools: { t: { arguments: { a: { maxLenght: 1 } } } }
          bad-value           | str               | write                                | sallyport: 1;tools: { t: { arguments: { a: { type: str } } } }
          bad-value           | min               | leave it out                         | sallyport: 1;tools: { t: { arguments: { a: { type: string, min: 1 } } } }
          bad-value           | pattern           | 'write the `type`'                   | sallyport: 1;tools: { t: { arguments: { a: { pattern: a } } } }
          bad-value           | a..b              | write it as                          | sallyport: 1;tools: { t: { arguments: { a..b: {} } } }
          bad-value           | work              | start it with                        | sallyport: 1;tools: { t: { arguments: { a: { type: path, under: work } } } }
          bad-pattern         | "(?=a)"           | write it as                          | sallyport: 1;tools: { t: { arguments: { a: { type: string, pattern: "(?=a)" } } } }
          bad-value           | min               | write the smaller                    | sallyport: 1;tools: { t: { arguments: { a: { type: integer, min: 3, max: 2 } } } }
          bad-value           | minLength         | write the smaller                    | sallyport: 1;tools: { t: { arguments: { a: { type: string, minLength: 3, maxLength: 2 } } } }
          bad-value           | b                 | write values of that type            | sallyport: 1;tools: { t: { arguments: { a: { type: integer, enum: [1, b] } } } }
          bad-value           | 2                 | write values of that type            | sallyport: 1;tools: { t: { arguments: { a: { type: string, const: 2 } } } }
          unknown-key         | arguments         | its keys are                         | sallyport: 1;prompts: { p: { limits: { arguments: 1 } } }
          bad-host            | a b               | write a name                         | sallyport: 1;tools: { t: { arguments: { a: { type: url, hosts: [a b] } } } }
          unknown-key         | credential        | did you mean 'credentials'?          | sallyport: 1;credential: {}
          unknown-key         | host              | did you mean 'hosts'?                | sallyport: 1;credentials: { c: { env: A, hosts: [], host: a } }
          unknown-key         | recieved          | did you mean 'received'?             | sallyport: 1;tools: { t: { limits: { recieved: 1 } } }
          unknown-key         | sent              | its keys are                         | sallyport: 1;runtime: { serving: { limits: { sent: 1 } } }
          unknown-credential  | gihtub            | did you mean 'github'?               | sallyport: 1;credentials: { github: { env: A, hosts: [a.com] } };tools: { t: { credentials: [gihtub] } }
          unknown-credential  | github            | list it under                        | sallyport: 1;tools: { t: { credentials: [github] } }
          unknown-key         | resource          | did you mean 'resources'?            | sallyport: 1;resource: {}
          unknown-key         | promts            | did you mean 'prompts'?              | sallyport: 1;promts: {}
          unknown-key         | filez             | did you mean 'files'?                | sallyport: 1;resources: { "db://x": { filez: {} } }
          unknown-key         | on-denid          | did you mean 'on-denied'?            | sallyport: 1;prompts: { p: { on-denid: fail } }
          unknown-key         | caller            | did you mean 'callers'?              | sallyport: 1;caller: {}
          unknown-key         | role              | did you mean 'roles'?                | sallyport: 1;role: {}
          unknown-key         | tool              | did you mean 'tools'?                | sallyport: 1;roles: { r: { tool: [] } };callers: {}
          unknown-key         | berer             | did you mean 'bearer'?               | sallyport: 1;callers: { berer: {} }
          unknown-key         | audiences         | did you mean 'audience'?             | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, audiences: [] } }
          missing-key         | {                 | ''                                   | sallyport: 1;callers: { bearer: { issuer: i, jwks: /k } }
          missing-key         | {                 | write one of them                    | sallyport: 1;callers: { hmac: { key: {}, header: h } }
          missing-key         | roles             | say under `callers`                  | sallyport: 1;roles: { r: {} }
          unknown-role        | reviwer           | did you mean 'reviewer'?             | sallyport: 1;roles: { reviewer: {} };callers: { local: { subject: ann, roles: [reviwer] } }
          unknown-role        | ci                | list it under                        | sallyport: 1;callers: { keys: { k: { sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, roles: [ci] } } }
          unknown-role        | ci                | list it under                        | sallyport: 1;callers: { certificate: { roles: { "CN=ci": [ci] } } }
          bad-value           | HS256             | did you mean 'RS256'?                | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, algorithms: [HS256] } }
          bad-value           | none              | write                                | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, algorithms: [none] } }
          bad-value           | a b               | write ASCII                          | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, scopes: { a b: {} } } }
          bad-value           | 60sec             | 'write `30s`'                        | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, skew: 60sec } }
          bad-value           | sub               | 'write `/sub`'                       | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, subject: sub } }
          bad-value           | abc               | write what                           | sallyport: 1;callers: { keys: { k: { sha256: abc } } }
          bad-value           | keys.json         | start it with                        | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: keys.json } }
          bad-value           | ci                | write it as                          | sallyport: 1;callers: { certificate: { roles: { ci: [] } } }
          bad-url             | http://a.com/k    | start it with                        | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: http://a.com/k } }
          bad-url             | mcp.example       | start it with                        | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, metadata: mcp.example } }
          bad-url             | https://a.com/é   | write them                           | sallyport: 1;callers: { bearer: { issuer: i, audience: a, jwks: /k, metadata: https://a.com/é } }
          bad-pattern         | users             | start it with                        | sallyport: 1;roles: { r: { resources: [users] } };callers: {}
          unknown-key         | origin            | did you mean 'origins'?              | sallyport: 1;inbound: { origin: [] }
          bad-host            | '"https://a.com"' | write a number                       | sallyport: 1;inbound: { hosts: ["https://a.com"] }
          bad-url             | https://a.com/    | end it after                         | sallyport: 1;inbound: { origins: [https://a.com/] }
          bad-url             | a.com             | start it with                        | sallyport: 1;inbound: { origins: [a.com] }
          unknown-key         | argument          | did you mean 'arguments'?            | sallyport: 1;dispatch: [{ method: "A#b(C)", tool: arg0, argument: arg0 }]
          bad-value           | A.b(C)            | 'write `com.acme.Server'             | sallyport: 1;dispatch: [{ method: A.b(C), tool: arg0 }]
          bad-value           | arg2              | 'write `arg0` to `arg1`'             | sallyport: 1;dispatch: [{ method: "A#b(C, D)", tool: arg2 }]
          bad-value           | first             | 'write `arg0`'                       | sallyport: 1;dispatch: [{ method: "A#b(C)", tool: get, arguments: first }]
          bad-value           | arg0              | the method has none                  | sallyport: 1;dispatch: [{ method: "A#b()", tool: arg0 }]
          unknown-key         | purpose           | did you mean 'purposes'?             | sallyport: 1;sessions: { purpose: {} }
          bad-value           | 1d                | 'write `30s`'                        | sallyport: 1;sessions: { ttl: 1d }
          unknown-key         | call              | did you mean 'calls'?                | sallyport: 1;limits: { call: 10/m }
          unknown-key         | require           | did you mean 'requires'?             | sallyport: 1;tools: { t: { require: [a] } }
          unknown-key         | hour              | did you mean 'hours'?                | sallyport: 1;tools: { t: { hour: [] } }
          bad-value           | 10/week           | 'write `10/s`'                       | sallyport: 1;limits: { calls: 10/week }
          bad-value           | 0/m               | 'write `deny`'                       | sallyport: 1;tools: { t: { limits: { calls: 0/m } } }
          bad-value           | 0                 | 'write `deny`'                       | sallyport: 1;tools: { t: { limits: { concurrent: 0 } } }
          bad-value           | Europe/Berln      | 'write `Europe/Berlin`'              | sallyport: 1;tools: { t: { hours: [{ zone: Europe/Berln }] } }
          bad-value           | monday            | 'write `mon`'                        | sallyport: 1;tools: { t: { hours: [{ days: [monday], zone: UTC }] } }
          bad-value           | {                 | leave `from` and `to` out            | sallyport: 1;tools: { t: { hours: [{ from: 09:00, to: 09:00, zone: UTC }] } }
          bad-value           | '"a[]"'           | name the whole list                  | sallyport: 1;tools: { t: { requires: [{ tool: a, same: ["a[]"] }] } }
          unknown-key         | powers            | its keys are                         | sallyport: 1;tools: { t: { powers: {} } }
          unknown-key         | when              | its keys are                         | sallyport: 1;prompts: { p: { when: x } }
          unknown-key         | on-denied         | its keys are                         | sallyport: 1;runtime: { serving: { on-denied: fail } }
          unknown-key         | <<                | its keys are                         | sallyport: 1;<<: {}
          missing-key         | s                 | ''                                   | server: x
          missing-key         | {                 | ''                                   | sallyport: 1;tools: { t: { exec: [{ args: [a] }] } }
          missing-key         | {                 | write one of them                    | sallyport: 1;credentials: { c: { hosts: [a.com] } }
          missing-key         | {                 | ''                                   | sallyport: 1;credentials: { c: { env: A } }
          duplicate-key       | mode              | the first is on line 2               | sallyport: 1;mode: audit;mode: enforce
          duplicate-key       | a                 | the first is on line 2               | sallyport: 1;tools: { a: {}, b: {}, a: deny }
          wrong-type          | [                 | ''                                   | sallyport: 1;mode: [audit]
          wrong-type          | '"/x"'            | 'write `["/x"]`'                     | sallyport: 1;tools: { t: { files: { read: "/x" } } }
          wrong-type          | 7                 | 'write `"7"`'                        | sallyport: 1;server: 7
          wrong-type          | true              | 'write `"true"`'                     | sallyport: 1;tools: { t: { env: [true] } }
          wrong-type          | null              | 'write `{}` for none'                | sallyport: 1;tools: { t: null }
          wrong-type          | null              | 'write `[]` for none'                | sallyport: 1;tools: { t: { net: null } }
          wrong-type          | '"1"'             | ''                                   | sallyport: "1"
          wrong-type          | [                 | ''                                   | [sallyport, 1]
          wrong-type          | allow             | ''                                   | sallyport: 1;tools: allow
          unsupported-version | 2                 | 'write `sallyport: 1`'               | sallyport: 2
          bad-value           | enforced          | did you mean 'enforce'?              | sallyport: 1;mode: enforced
          bad-value           | allow             | 'write `deny`, or `{}` for no grants' | sallyport: 1;tools: { t: allow }
          bad-value           | linklocal         | did you mean 'link-local'?           | sallyport: 1;egress: { deny: [linklocal] }
          bad-value           | logs/a.jsonl      | start it with                        | sallyport: 1;audit: { file: logs/a.jsonl }
          bad-value           | logs/a.jsonl      | start it with                        | sallyport: 1;audit: { export: [{ file: logs/a.jsonl }] }
          bad-value           | ocfs              | did you mean 'ocsf'?                 | sallyport: 1;audit: { export: [{ to: stderr, format: ocfs }] }
          unknown-key         | formt             | did you mean 'format'?               | sallyport: 1;audit: { export: [{ to: stderr, formt: cef }] }
          unknown-key         | exports           | did you mean 'export'?               | sallyport: 1;audit: { exports: [] }
          missing-key         | {                 | write one of                         | sallyport: 1;audit: { export: [{ format: cef }] }
          bad-value           | to                | write one of                         | sallyport: 1;audit: { export: [{ file: /a, to: stderr }] }
          wrong-type          | stderr            | ''                                   | sallyport: 1;audit: { export: [stderr] }
          bad-url             | stdout            | write `stderr`                       | sallyport: 1;audit: { export: [{ to: stdout }] }
          bad-url             | '"syslog://a:514"' | write `stderr`                      | sallyport: 1;audit: { export: [{ to: "syslog://a:514" }] }
          bad-url             | '"syslog+tls://a:70000"' | write `stderr`                | sallyport: 1;audit: { export: [{ to: "syslog+tls://a:70000" }] }
          bad-url             | '"syslog+tcp://u@a:1"' | write `stderr`                  | sallyport: 1;audit: { export: [{ to: "syslog+tcp://u@a:1" }] }
          bad-url             | '"syslog+tcp://a:1/x"' | write `stderr`                  | sallyport: 1;audit: { export: [{ to: "syslog+tcp://a:1/x" }] }
          bad-value           | property          | write one of                         | sallyport: 1;credentials: { c: { env: A, property: b, hosts: [a.com] } }
          bad-value           | secrets/a         | start it with                        | sallyport: 1;credentials: { c: { file: secrets/a, hosts: [a.com] } }
          bad-value           | get               | write methods in capitals            | sallyport: 1;credentials: { c: { env: A, hosts: [a.com], methods: [get] } }
          bad-value           | redcat            | did you mean 'redact'?               | sallyport: 1;credentials: { c: { env: A, hosts: [a.com], results: redcat } }
          bad-value           | alow              | did you mean 'allow'?                | sallyport: 1;tools: { t: { unseen: alow } }
          bad-value           | 10MB              | 'write `10MiB`'                      | sallyport: 1;tools: { t: { limits: { sent: 10MB } } }
          bad-value           | 9999999999GiB     | 'write `10MiB`'                      | sallyport: 1;tools: { t: { limits: { sent: 9999999999GiB } } }
          bad-value           | few               | 'write a number'                     | sallyport: 1;tools: { t: { limits: { redirects: few } } }
          bad-value           | '""'              | ''                                   | sallyport: 1;server: ""
          bad-pattern         | src/**            | start it with                        | sallyport: 1;tools: { t: { files: { read: [src/**] } } }
          bad-pattern         | mvn               | start it with                        | sallyport: 1;tools: { t: { exec: [{ program: mvn }] } }
          bad-pattern         | users             | start it with                        | sallyport: 1;resources: { users: {} }
          bad-pattern         | '"*"'             | 'write `**`'                         | sallyport: 1;resources: { "*": {} }
          bad-pattern         | '"db://x?y"'      | leave it out                         | sallyport: 1;resources: { "db://x?y": deny }
          bad-pattern         | '"file:///a/../b"' | write the path it means             | sallyport: 1;resources: { "file:///a/../b": {} }
          bad-pattern         | '"db://x/{a,b}"'  | 'write `{name}`'                     | sallyport: 1;resources: { "db://x/{a,b}": {} }
          bad-value           | allow             | 'write `deny`, or `{}` for no grants' | sallyport: 1;prompts: { p: allow }
          bad-host            | a.com             | 'write `host:443`'                   | sallyport: 1;tools: { t: { net: [a.com] } }
          bad-host            | '"https://a.com"' | write a number                       | sallyport: 1;credentials: { c: { env: A, hosts: ["https://a.com"] } }
          bad-host            | a.com             | 'write `host:443`'                   | sallyport: 1;tools: { t: { passthrough: [a.com] } }
          bad-host            | studio            | 'write `host:443`'                   | sallyport: 1;tools: { t: { mcp: [studio] } }
          bad-host            | 70000             | write a number                       | sallyport: 1;tools: { t: { listen: [70000] } }
          bad-host            | '"10.0.0.1/8:1"'  | write the first address              | sallyport: 1;egress: { allow: ["10.0.0.1/8:1"] }
          bad-url             | GET a.com/x       | start it with                        | sallyport: 1;tools: { t: { http: [GET a.com/x] } }
          bad-url             | localhost         | start it with                        | sallyport: 1;telemetry: { otlp: localhost }
          unresolved-variable | ${env:NO}         | 'set it, or write a default'         | sallyport: 1;server: "a-${env:NO}-b"
          unresolved-variable | ${property:no.p}  | 'set it, or write a default'         | sallyport: 1;server: ${property:no.p}
          unresolved-variable | ${env:}           | 'set it, or write a default'         | sallyport: 1;server: ${env:}
          unresolved-variable | ${NO}             | 'write `${env:NO}`'                  | sallyport: 1;server: ${NO}
          unresolved-variable | ${env:NO          | 'write `${env:NAME}`'                | sallyport: 1;server: ${env:NO
          syntax              | '*'               | write the value out                  | sallyport: 1;server: &s x;mode: *s
          syntax              | '!'               | leave it out                         | sallyport: 1;server: !!str x
          syntax              | ---               | write one policy a file              | sallyport: 1;---;sallyport: 1
          """)
  void read_oneMistake_isTheOneProblem(String code, String underlined, String help, String policy) {
    Source source = new Source("policy.yaml", policy.replace(';', '\n'));

    List<Problem> problems = read(source);

    String shown = ProblemText.render(source, problems);
    assertThat(problems).as(shown).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.code()).as(shown).isEqualTo(code);
    assertThat(underlined(source, problem.span())).as(shown).isEqualTo(unquoted(underlined));
    if (unquoted(help).isEmpty()) {
      assertThat(problem.help()).isEmpty();
    } else {
      assertThat(problem.help().replace('`', '\''))
          .as(shown)
          .startsWith(unquoted(help).replace('`', '\''));
    }
  }

  @Test
  void read_fiveMistakes_areFiveProblemsWithTheirPlaces() {
    Source source =
        new Source(
            "policy.yaml",
            """
            sallyport: 1
            mode: enforced
            tools:
              read_file:
                filez: { read: ["/srv/**"] }
              get_file:
                files: { read: ["src/**"] }
                net: ["api.example.com"]
              get_file: deny
            """);

    assertThat(ProblemText.render(source, read(source)))
        .isEqualTo(
            """
            error[bad-value]: `enforced` is not one of `audit`, `enforce`
              --> policy.yaml:2:7
            2 | mode: enforced
              |       ^^^^^^^^
              = help: did you mean `enforce`?

            error[unknown-key]: `filez` is not a key of a tool
              --> policy.yaml:5:5
            5 |     filez: { read: ["/srv/**"] }
              |     ^^^^^
              = help: did you mean `files`?

            error[bad-pattern]: path is relative
              --> policy.yaml:7:21
            7 |     files: { read: ["src/**"] }
              |                     ^^^^^^^^
              = help: start it with `/`, or with `**/` to mean any directory; `${property:user.dir}/` is the working directory

            error[bad-host]: port is missing
              --> policy.yaml:8:11
            8 |     net: ["api.example.com"]
              |           ^^^^^^^^^^^^^^^^^
              = help: write `host:443`, or `host:*` for any

            error[duplicate-key]: `get_file` is written twice
              --> policy.yaml:9:3
            9 |   get_file: deny
              |   ^^^^^^^^
              = help: the first is on line 6
            """);
  }

  @Test
  void read_empty_isMissingItsVersion() {
    for (String text : new String[] {"", "\n", "# only a comment\n"}) {
      assertThat(read(new Source("p", text)))
          .containsExactly(
              new Problem(
                  "missing-key",
                  "policy is empty",
                  new Span(1, 1, 1),
                  "start with `sallyport: 1`"));
    }
  }

  @Test
  void read_escapeThatIsNoNumber_isASyntaxProblem() {
    // Found by ReaderFuzz: the parser throws what is no YAMLException.
    for (String text : new String[] {"{{<,~uxyz{\",a\\u", "a: \"\\u", "\"\\x"}) {
      assertThat(read(new Source("p", text))).extracting(Problem::code).containsExactly("syntax");
    }
  }

  /** As decoders write what they can't read: a name that is denied would be another one. */
  @Test
  void read_whatIsNotUtf8_isASyntaxProblemWithItsPlace() {
    assertThat(read(new Source("p", "sallyport: 1\ntools: { \"Gr\ufffd\": deny }\n")))
        .containsExactly(
            new Problem(
                "syntax", "text is not UTF-8", new Span(2, 13, 1), "save the file in UTF-8"));
    assertThat(read(new Source("p", "\ufffd"))).hasSize(1);
    assertThat(read(new Source("p", "sallyport: 1\ntools: { \"Gr\\uFFFD\": deny }\n"))).isEmpty();
  }

  @Test
  void read_noYaml_isASyntaxProblemWithItsPlace() {
    Source source = new Source("p", "sallyport: 1\ntools: [\n");

    List<Problem> problems = read(source);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo("syntax");
    assertThat(problems.get(0).span().line()).isEqualTo(3);
  }

  /** Columns: the place, the code, and the policy; {@code ;} ends a line, {@code >} is a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          3:1  | syntax      | sallyport: 1;tools:;>read_file: {}
          5:1  | syntax      | sallyport: 1;tools:;  read_file:;    files:;>  read: []
          5:4  | syntax      | sallyport: 1;tools:;  read_file:;    files: {};   limits: {}
          3:13 | wrong-type  | sallyport: 1;tools:;  read_file:;  write_file: {}
          4:12 | unknown-key | sallyport: 1;tools:;  read_file: {};  files: { read: [] }
          """)
  void read_indentedWithTabsOrWrong_isAProblemWithItsPlace(
      String place, String code, String policy) {
    List<Problem> problems =
        read(new Source("p", policy.replace(';', '\n').replace('>', '\t') + "\n"));

    assertThat(problems).hasSize(1);
    Span span = problems.get(0).span();
    assertThat(span.line() + ":" + span.column()).isEqualTo(place);
    assertThat(problems.get(0).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "'\t'",
    "'{'",
    "'a: b: c'",
    "'\"'",
    "'\u0000'",
    "'*a : b'",
    "'%x'",
    "'- a\n b: c'",
    "'---\n---'"
  })
  void read_brokenText_isAProblem(String text) {
    assertThat(read(new Source("p", text))).isNotEmpty();
  }

  @Test
  void read_deeplyNested_isAProblem() {
    assertThat(read(new Source("p", "[".repeat(50_000)))).isNotEmpty();
    assertThat(read(new Source("p", "a: ".repeat(50_000)))).isNotEmpty();
  }

  @Test
  void problem_afterCharactersOutsideThePlane_isUnderlinedRight() {
    Source source = new Source("p", "sallyport: 1\ntools: { \"😀😀\": {}, b: alow }\n");

    List<Problem> problems = read(source);

    assertThat(underlined(source, problems.get(0).span())).isEqualTo("alow");
  }

  @Test
  void problem_valueOfVariable_isNeverShown() {
    String text =
        """
        sallyport: 1
        mode: ${env:SECRET}
        tools:
          t:
            files: { read: ["${env:SECRET}"] }
            net: ["${env:SECRET}"]
            http: ["GET ${env:SECRET}"]
            listen: ["${env:SECRET}"]
        egress: { deny: ["${env:SECRET}"] }
        telemetry: { otlp: "${env:SECRET}" }
        """;
    Source source = new Source("p", text);

    for (String value : new String[] {"hunter2", "hunter2:*", "hunter2:x", "hunter2/.."}) {
      List<Problem> problems =
          PolicyReader.read(source, TestVariables.env("SECRET", value)).problems();

      assertThat(problems).hasSizeGreaterThan(4);
      assertThat(ProblemText.render(source, problems)).doesNotContain("hunter2");
    }
  }

  @Test
  void variable_thatHoldsAWildcard_isRefusedWhereItCouldBeOne() {
    String text =
        """
        sallyport: 1
        tools: { t: { net: ["${env:V}:443"], http: ["GET https://${env:V}/"] } }
        """;

    assertThat(PolicyReader.read(new Source("p", text), TestVariables.env("V", "*")).problems())
        .extracting(Problem::code)
        .containsExactly("bad-host", "bad-url");
    assertThat(PolicyReader.read(new Source("p", text), TestVariables.env("V", "a.com")).problems())
        .isEmpty();
  }

  private static List<Problem> read(Source source) {
    return PolicyReader.read(source, TestVariables.none()).problems();
  }

  private static String underlined(Source source, Span span) {
    return source.line(span.line()).substring(span.column() - 1, span.column() - 1 + span.length());
  }

  private static String unquoted(String cell) {
    return cell.length() > 1 && cell.startsWith("'") && cell.endsWith("'")
        ? cell.substring(1, cell.length() - 1)
        : cell;
  }
}
