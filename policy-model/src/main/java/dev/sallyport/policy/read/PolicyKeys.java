package dev.sallyport.policy.read;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.ExportFormat;
import dev.sallyport.policy.model.InputSchema;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.model.Screening;
import dev.sallyport.policy.model.SecretArguments;
import dev.sallyport.policy.model.SignatureAlgorithm;
import dev.sallyport.policy.model.SpanDetail;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.Unseen;
import dev.sallyport.policy.model.WhenFull;
import dev.sallyport.policy.read.Shape.Constant;
import dev.sallyport.policy.read.Shape.Figure;
import dev.sallyport.policy.read.Shape.Flag;
import dev.sallyport.policy.read.Shape.Keyed;
import dev.sallyport.policy.read.Shape.ListOf;
import dev.sallyport.policy.read.Shape.MapOf;
import dev.sallyport.policy.read.Shape.Phrase;
import dev.sallyport.policy.read.Shape.PhraseOr;
import dev.sallyport.policy.read.Shape.Version;
import dev.sallyport.policy.read.Shape.Word;
import dev.sallyport.policy.read.Shape.WordOr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every key that a policy may have, and what its value must look like. */
final class PolicyKeys {
  private static final Shape PATHS = new ListOf(new Phrase(Form.PATH_PATTERN));
  private static final Shape ENDPOINTS = new ListOf(new Phrase(Form.ENDPOINT));

  private static final Keyed FILES =
      new Keyed(
          "`files`",
          List.of(
              optional("read", PATHS, "Paths that may be opened for reading, listed, looked at."),
              optional("write", PATHS, "Paths that may be created, changed, renamed into."),
              optional("delete", PATHS, "Paths that may be removed or renamed away."),
              optional("deny", PATHS, "Paths that no grant covers.")));

  private static final Keyed PROGRAM =
      new Keyed(
          "a program",
          List.of(
              required("program", new Phrase(Form.PATH_PATTERN), "Its absolute path."),
              optional(
                  "args",
                  new ListOf(new Phrase(Form.ARGUMENT)),
                  "Its arguments; none where left out, any where it is `[\"**\"]`.")));

  private static final List<Shape.Key> GRANTS =
      List.of(
          optional("files", FILES, "Which files may be touched."),
          optional("net", ENDPOINTS, "Where may be connected and sent to."),
          optional(
              "http", new ListOf(new Phrase(Form.HTTP_RULE)), "Which HTTP requests may be made."),
          optional("listen", new ListOf(new Phrase(Form.LISTEN)), "Where may be listened."),
          optional("exec", new ListOf(PROGRAM), "Which programs may be started."),
          optional(
              "env",
              new ListOf(new Phrase(Form.NAME_GLOB)),
              "Which environment variables may be read."),
          optional("libraries", PATHS, "Which native libraries may be loaded."),
          optional(
              "jvm",
              new ListOf(words(Capability.values())),
              "Which powers of the JVM may be used."),
          optional(
              "credentials",
              new ListOf(new Phrase(Form.TEXT)),
              "Which of the policy's credentials may be used."),
          optional("passthrough", ENDPOINTS, "Where tokens of this server's own clients may go."),
          optional(
              "mcp",
              new ListOf(new Phrase(Form.MCP_TARGET)),
              "Which MCP servers it may be a client of."),
          optional(
              "unseen",
              words(Unseen.values()),
              "HTTP of clients that the agent does not know, to hosts of `http`."));

  private static final Shape.Key REDIRECTS =
      optional("redirects", new Phrase(Form.COUNT), "How many may follow on one request.");

  private static final List<Shape.Key> ARGUMENT_LIMITS =
      List.of(
          optional("arguments", new Phrase(Form.SIZE), "How much there may be in its arguments."),
          optional("depth", new Phrase(Form.COUNT), "How deep its arguments may be nested."));
  private static final Shape.Key CALLS =
      optional("calls", new Phrase(Form.RATE), "How many calls there may be, as in `10/m`.");

  private static final Shape.Key CONCURRENT =
      optional("concurrent", new Phrase(Form.COUNT), "Calls that did not answer yet.");

  private static final List<Shape.Key> CALL_LIMITS =
      List.of(
          CALLS,
          CONCURRENT,
          optional("sent", new Phrase(Form.SIZE), "Bytes that may leave during a call."),
          optional("received", new Phrase(Form.SIZE), "Bytes that may arrive during a call."),
          optional("read", new Phrase(Form.SIZE), "Bytes of files that a call may read."),
          optional("result", new Phrase(Form.SIZE), "Bytes of text that a call may answer."),
          optional("files", new Phrase(Form.COUNT), "Files that a call may open or change."),
          REDIRECTS);

  private static final Keyed LIMITS_OF_ALL = new Keyed("`limits`", List.of(CALLS, CONCURRENT));

  private static final Keyed LIMITS_OF_ONE =
      new Keyed(
          "`limits`",
          List.of(
              CALLS,
              CONCURRENT,
              optional("sent", new Phrase(Form.SIZE), "Bytes that may leave, all told."),
              optional("received", new Phrase(Form.SIZE), "Bytes that may arrive, all told."),
              optional("read", new Phrase(Form.SIZE), "Bytes of files that may be read.")));

  private static final Keyed HOURS =
      new Keyed(
          "a time window",
          List.of(
              optional(
                  "days",
                  new ListOf(new Phrase(Form.DAYS)),
                  "On which it begins; every day where left out."),
              optional("from", new Phrase(Form.TIME_OF_DAY), "`00:00` where left out."),
              optional(
                  "to",
                  new Phrase(Form.TIME_OF_DAY),
                  "`24:00` where left out; on the next day where it is before `from`."),
              required("zone", new Phrase(Form.ZONE), "Whose clocks.")));

  private static final Keyed REQUIREMENT =
      new Keyed(
          "a requirement",
          List.of(
              required("tool", new Phrase(Form.NAME_GLOB), "Which has to have succeeded."),
              optional(
                  "same",
                  new ListOf(new Phrase(Form.ARGUMENT_PATH)),
                  "Arguments that have to have had the same values."),
              optional("within", new Phrase(Form.TIME), "Before the call.")));

  private static final Keyed ARGUMENT =
      new Keyed(
          "an argument",
          List.of(
              optional("type", words(ArgumentReader.Type.values()), "Any where left out."),
              optional("required", new Flag(), "Whether it has to be there."),
              optional("enum", new ListOf(new Constant()), "The only values that it may have."),
              optional("const", new Constant(), "The only value that it may have."),
              optional("min", new Figure(), "The smallest number."),
              optional("max", new Figure(), "The largest number."),
              optional("minLength", new Phrase(Form.COUNT), "Of text, in code points."),
              optional("maxLength", new Phrase(Form.COUNT), "Of text, in code points."),
              optional("maxBytes", new Phrase(Form.SIZE), "Of text, in UTF-8."),
              optional("pattern", new Phrase(Form.REGEX), "What the whole text has to fit."),
              optional(
                  "under",
                  new Phrase(Form.ABSOLUTE_PATH),
                  "Which directory an absolute path has to be below; none may be where left out."),
              optional(
                  "schemes",
                  new ListOf(new Word(List.of("https", "http"))),
                  "Of URLs; both where left out."),
              optional(
                  "hosts", new ListOf(new Phrase(Form.HOST_NAME)), "Of URLs; any where left out."),
              optional("minItems", new Phrase(Form.COUNT), "Of a list."),
              optional("maxItems", new Phrase(Form.COUNT), "Of a list.")));

  private static final Shape NAME_GLOBS = new ListOf(new Phrase(Form.NAME_GLOB));

  private static final Keyed APPROVAL =
      new Keyed(
          "`approval`",
          List.of(
              required(
                  "from", new ListOf(new Phrase(Form.TEXT)), "Roles that an approver acts in."),
              optional("within", new Phrase(Form.TIME), "How long is waited; `5m` where left out."),
              optional(
                  "reason",
                  words(ApprovalReader.Reasoning.values()),
                  "Whether an approver has to give one; `optional` where left out."),
              optional("when", new Phrase(Form.CONDITION), "Of which calls, in CEL; of all."),
              optional(
                  "after",
                  NAME_GLOBS,
                  "Only of calls before which one of these tools was called in the session.")));

  private static final Shape SCOPE_GLOBS = new ListOf(new Phrase(Form.SCOPE_GLOB));

  private static final Keyed ARGUMENT_SCOPE =
      new Keyed(
          "a scope of arguments",
          List.of(
              required("only", SCOPE_GLOBS, "What they may name."),
              optional("except", SCOPE_GLOBS, "What they may not, whatever `only` says.")));

  private static final Shape ACTION_VALUES = new ListOf(new Phrase(Form.TEXT));

  private static final Keyed ACTIONS =
      new Keyed(
          "`actions`",
          List.of(
              required("argument", new Phrase(Form.ARGUMENT_PATH), "Which says what a call does."),
              optional("read", ACTION_VALUES, "Values with which it changes nothing."),
              optional("write", ACTION_VALUES, "Values with which it changes things."),
              optional(
                  "destructive", ACTION_VALUES, "Values with which it changes things for good.")));

  private static final Keyed TIER =
      new Keyed(
          "a tier",
          List.of(optional("approval", APPROVAL, "Who approves calls of tools that say nothing.")));

  private static final Keyed TIERS =
      new Keyed(
          "`tiers`",
          List.of(
              optional("read", TIER, "Of tools that change nothing."),
              optional("write", TIER, "Of tools that change things."),
              optional("destructive", TIER, "Of tools that change things for good.")));

  private static final Keyed TOOL = new Keyed("a tool", toolKeys());
  private static final Keyed RESOURCE =
      new Keyed("a resource", primitiveKeys("resource", List.of()));
  private static final Keyed PROMPT = new Keyed("a prompt", primitiveKeys("prompt", List.of()));

  private static final Keyed PHASE =
      new Keyed(
          "grants",
          with(
              optional(
                  "limits",
                  new Keyed("`limits` of a phase", List.of(REDIRECTS)),
                  "How much it may do.")));

  private static final Keyed CREDENTIAL =
      new Keyed(
          "a credential",
          List.of(
              optional("env", new Phrase(Form.TEXT), "The variable that holds it."),
              optional("file", new Phrase(Form.ABSOLUTE_PATH), "The file that it is in."),
              optional("property", new Phrase(Form.TEXT), "The system property that holds it."),
              required("hosts", new ListOf(new Phrase(Form.HOST)), "Where it may go."),
              optional(
                  "methods",
                  new ListOf(new Phrase(Form.METHOD)),
                  "Methods of requests that may carry it; any where left out."),
              optional("withhold", new Flag(), "Whether the server gets a placeholder for it."),
              optional(
                  "results", words(Screening.values()), "What is done where a result holds it.")),
          List.of("env", "file", "property"));

  private static final Shape NAMES = new ListOf(new Phrase(Form.TEXT));
  private static final Keyed ROLE = new Keyed("a role", reachKeys());
  private static final Keyed SCOPE = new Keyed("a scope", reachKeys());

  private static final Keyed NAMESPACE = new Keyed("a namespace", namespaceKeys());

  private static final Keyed PURPOSE = new Keyed("a purpose", reachKeys());

  private static final Keyed SESSIONS =
      new Keyed(
          "`sessions`",
          List.of(
              optional("ttl", new Phrase(Form.TIME), "Since it began."),
              optional("idle", new Phrase(Form.TIME), "Since something was last asked for."),
              optional(
                  "purposes",
                  new MapOf("The name of a purpose.", PURPOSE),
                  "What a session for each may use; anything where left out."),
              optional("limits", LIMITS_OF_ONE, "Of the calls in one session.")));

  private static final Keyed LOCAL =
      new Keyed(
          "`local`",
          List.of(
              required("subject", new Phrase(Form.TEXT), "Who it is."),
              optional("roles", NAMES, "Which roles it has.")));

  private static final Keyed BEARER =
      new Keyed(
          "`bearer`",
          List.of(
              required("issuer", new Phrase(Form.TEXT), "Who issues the tokens."),
              required("audience", new Phrase(Form.TEXT), "What a token has to be issued for."),
              required("jwks", new Phrase(Form.KEY_SET), "Where the issuer's keys are."),
              optional(
                  "algorithms",
                  new ListOf(words(SignatureAlgorithm.values())),
                  "What a token may be signed with; any of these where left out."),
              optional("skew", new Phrase(Form.TIME), "Of clocks; `1m` where left out."),
              optional("subject", new Phrase(Form.POINTER), "`/sub` where left out."),
              optional("roles", new Phrase(Form.POINTER), "`/roles` where left out."),
              optional("tenant", new Phrase(Form.POINTER), "Where the tenant is."),
              optional("agent", new Phrase(Form.POINTER), "Where the agent is."),
              optional(
                  "tools",
                  new Phrase(Form.POINTER),
                  "Where the permitted tools are; `/permitted_tools` where left out."),
              optional(
                  "scopes",
                  new MapOf("The name of a scope.", SCOPE),
                  "What a token with a scope may use; anything where left out."),
              optional(
                  "metadata",
                  new Phrase(Form.TEXT),
                  "The URL that tells clients where to get a token.")));

  private static final Keyed HMAC_KEY =
      new Keyed(
          "a key",
          List.of(
              optional("env", new Phrase(Form.TEXT), "The variable that holds it."),
              optional("file", new Phrase(Form.ABSOLUTE_PATH), "The file that it is in.")),
          List.of("env", "file"));

  private static final Keyed HMAC =
      new Keyed(
          "`hmac`",
          List.of(
              required("key", HMAC_KEY, "The key that tokens are made with."),
              required("header", new Phrase(Form.TEXT), "The header of a request that has one."),
              optional("lifetime", new Phrase(Form.TIME), "Of a token; `5m` where left out.")));

  private static final Keyed KEY =
      new Keyed(
          "a key",
          List.of(
              required("sha256", new Phrase(Form.SHA256), "The digest of the key."),
              optional("subject", new Phrase(Form.TEXT), "Who has it; its name where left out."),
              optional("roles", NAMES, "Which roles it gives.")));

  private static final Keyed CERTIFICATE =
      new Keyed(
          "`certificate`",
          List.of(
              optional(
                  "roles",
                  new MapOf("The subject of a certificate.", Form.DISTINGUISHED_NAME, NAMES),
                  "Which roles each has.")));

  private static final Keyed CALLERS =
      new Keyed(
          "`callers`",
          List.of(
              optional(
                  "required",
                  new Flag(),
                  "Whether nothing may be used by who is not identified; `true` where left out."),
              optional("local", LOCAL, "Who started a server that talks over stdio."),
              optional("bearer", BEARER, "Signed tokens (JWT)."),
              optional("hmac", HMAC, "Tokens made with a shared key."),
              optional("keys", new MapOf("The name of a key.", KEY), "Keys sent as they are."),
              optional("certificate", CERTIFICATE, "Certificates of TLS clients."),
              optional("limits", LIMITS_OF_ONE, "Of the calls of one, in all its sessions.")));

  private static final Keyed DISPATCH =
      new Keyed(
          "a dispatch point",
          List.of(
              required("method", new Phrase(Form.METHOD_NAME), "In which a tool is called."),
              required("tool", new Phrase(Form.DISPATCHED_TOOL), "Which tool it is."),
              optional(
                  "arguments", new Phrase(Form.METHOD_ARGUMENT), "What the tool is called with."),
              optional(
                  "transport",
                  words(DispatchPoint.Transport.values()),
                  "By which way its calls come; `http` where left out.")));

  private static final Keyed INBOUND =
      new Keyed(
          "`inbound`",
          List.of(
              optional("hosts", new ListOf(new Phrase(Form.HOST)), "What this server is called."),
              optional(
                  "origins", new ListOf(new Phrase(Form.ORIGIN)), "Which pages may talk to it.")));

  private static final Keyed EGRESS =
      new Keyed(
          "`egress`",
          List.of(
              optional(
                  "deny",
                  new ListOf(words(AddressClass.values())),
                  "Classes of addresses that no grant reaches; all of them where left out."),
              optional("allow", ENDPOINTS, "What is lifted from them; not granted by that.")));

  private static final Keyed RUNTIME =
      new Keyed(
          "`runtime`",
          List.of(
              optional(
                  "starting", PHASE, "Until the first request is served; anything where left out."),
              optional("serving", PHASE, "After that; nothing where left out.")));

  private static final Keyed ROTATION =
      new Keyed(
          "`rotate`",
          List.of(
              optional("size", new Phrase(Form.SIZE), "Of the file; `100MiB` if left out."),
              optional("daily", new Flag(), "When a day is over, in UTC; `false` if left out.")));

  private static final Keyed CHECKPOINTS =
      new Keyed(
          "`checkpoints`",
          List.of(
              optional(
                  "records", new Phrase(Form.COUNT), "After so many at most; 5000 if left out."),
              optional("every", new Phrase(Form.TIME), "At most; `1m` if left out.")));

  private static final Keyed EXPORT =
      new Keyed(
          "an export",
          List.of(
              optional("to", new Phrase(Form.EXPORT_TARGET), "Where records go."),
              optional("file", new Phrase(Form.ABSOLUTE_PATH), "A file that they go to instead."),
              optional(
                  "format",
                  words(ExportFormat.values()),
                  "How they look; as in the audit file where left out.")),
          List.of("to", "file"));

  private static final Keyed AUDIT =
      new Keyed(
          "`audit`",
          List.of(
              optional("file", new Phrase(Form.ABSOLUTE_PATH), "Where decisions are written."),
              optional("rotate", ROTATION, "When a file is split off."),
              optional(
                  "sync",
                  words(Sync.values()),
                  "When it is forced to the disk; `none` if left out."),
              optional(
                  "arguments",
                  words(RecordedArguments.values()),
                  "What is written of the arguments of calls; `names` if left out."),
              optional(
                  "full",
                  words(WhenFull.values()),
                  "What becomes of calls that can't be recorded; `gap` if left out."),
              optional("checkpoints", CHECKPOINTS, "When records are signed."),
              optional(
                  "key",
                  new Phrase(Form.ABSOLUTE_PATH),
                  "The private key that signs, Ed25519 in PKCS#8, PEM."),
              optional("export", new ListOf(EXPORT), "Where records go beside that.")));

  private static final Keyed TELEMETRY =
      new Keyed(
          "`telemetry`",
          List.of(
              optional(
                  "otlp", new Phrase(Form.HTTP_URL), "The endpoint of an OpenTelemetry collector."),
              optional("spans", words(SpanDetail.values()), "Which decisions become spans.")));

  /** What a policy may let another one override. */
  static final List<String> OVERRIDABLE =
      List.of(
          "server",
          "mode",
          "default",
          "credentials",
          "dispatch",
          "inbound",
          "callers",
          "roles",
          "sessions",
          "limits",
          "tiers",
          "tools",
          "resources",
          "prompts",
          "egress",
          "runtime",
          "audit",
          "telemetry");

  /** The whole policy. */
  static final Keyed POLICY =
      new Keyed(
          "a policy",
          List.of(
              required("sallyport", new Version(Policy.VERSION), "Version of this format."),
              optional("extends", new Phrase(Form.TEXT), "The policy that this one narrows."),
              optional(
                  "overridable",
                  new ListOf(new Word(OVERRIDABLE)),
                  "Keys that a policy which extends this one may write anew."),
              optional("server", new Phrase(Form.TEXT), "Name in records and spans."),
              optional("mode", words(Mode.values()), "Whether denials are carried out."),
              optional(
                  "default", words(DefaultAccess.values()), "What holds for what is not listed."),
              optional(
                  "credentials",
                  new MapOf("The name of a credential.", CREDENTIAL),
                  "Secrets, and where they may go."),
              optional(
                  "dispatch",
                  new ListOf(DISPATCH),
                  "Where a server of no known framework calls its tools."),
              optional("inbound", INBOUND, "Which HTTP requests this server is for."),
              optional("callers", CALLERS, "How callers are told from each other."),
              optional(
                  "roles",
                  new MapOf("The name of a role.", ROLE),
                  "What callers with a role may use; anything where left out."),
              optional("sessions", SESSIONS, "How long sessions last, and what for."),
              optional("limits", LIMITS_OF_ALL, "Of all calls together."),
              optional("tiers", TIERS, "What holds for tools of each risk."),
              optional(
                  "require",
                  new ListOf(new Word(Evidence.KEYS)),
                  "What has to be said of each tool that may be used."),
              optional(
                  "namespaces",
                  new MapOf("The name of a namespace.", NAMESPACE),
                  "Groups of tools that are apart, and what is theirs."),
              optional(
                  "tools",
                  new MapOf("The name of a tool, or a glob of names.", new WordOr("deny", TOOL)),
                  "What each tool may touch."),
              optional(
                  "resources",
                  new MapOf(
                      "The URI of a resource, or a pattern of URIs.",
                      Form.RESOURCE,
                      new WordOr("deny", RESOURCE)),
                  "What the reading of each resource may touch."),
              optional(
                  "prompts",
                  new MapOf(
                      "The name of a prompt, or a glob of names.", new WordOr("deny", PROMPT)),
                  "What each prompt may touch."),
              optional("egress", EGRESS, "Addresses that no grant reaches."),
              optional("runtime", RUNTIME, "What the server's own threads may touch."),
              optional("audit", AUDIT, "Where decisions are written down."),
              optional("telemetry", TELEMETRY, "Where decisions are sent."),
              optional(
                  "shadow",
                  new Phrase(Form.TEXT),
                  "A policy that decides nothing: what it says otherwise is recorded.")));

  private PolicyKeys() {}

  private static List<Shape.Key> reachKeys() {
    return List.of(
        optional("tools", NAME_GLOBS, "Names of tools, or globs."),
        optional("resources", new ListOf(new Phrase(Form.RESOURCE)), "URIs, or patterns of URIs."),
        optional("prompts", NAME_GLOBS, "Names of prompts, or globs."));
  }

  private static List<Shape.Key> namespaceKeys() {
    List<Shape.Key> keys = new ArrayList<>();
    keys.add(required("tools", NAME_GLOBS, "Names of tools, or globs."));
    keys.addAll(
        with(
            optional(
                "limits",
                new Keyed("`limits`", CALL_LIMITS),
                "How much a call may do, and how many calls of all of them there may be.")));
    return List.copyOf(keys);
  }

  private static List<Shape.Key> with(Shape.Key key) {
    List<Shape.Key> keys = new ArrayList<>(GRANTS);
    keys.add(key);
    return List.copyOf(keys);
  }

  private static List<Shape.Key> primitiveKeys(String noun, List<Shape.Key> limits) {
    List<Shape.Key> allLimits = new ArrayList<>(limits);
    allLimits.addAll(CALL_LIMITS);
    List<Shape.Key> keys = new ArrayList<>();
    keys.add(optional("mode", words(Mode.values()), "The mode of this " + noun + "."));
    keys.add(
        optional(
            "on-denied",
            words(OnDenied.values()),
            "Whether a call in which something was denied fails, or may cope."));
    keys.addAll(
        with(
            optional(
                "limits",
                new Keyed("`limits`", List.copyOf(allLimits)),
                "How much a call may do.")));
    return List.copyOf(keys);
  }

  private static List<Shape.Key> toolKeys() {
    List<Shape.Key> keys = new ArrayList<>();
    keys.add(
        optional(
            "arguments",
            new MapOf("Where it stands, such as `mode`, `options.mode`, `files[].path`.", ARGUMENT),
            "What its arguments may be; anything where left out."));
    keys.add(
        optional(
            "unknown-arguments",
            words(ArgumentReader.Others.values()),
            "Whether there may be arguments beside those."));
    keys.add(
        optional(
            "input-schema",
            words(InputSchema.values()),
            "Whether arguments have to fit the schema that the tool shows; not where left out."));
    keys.add(
        optional(
            "secret-arguments",
            words(SecretArguments.values()),
            "What becomes of arguments that look like secrets; recorded where left out."));
    keys.add(optional("owner", new Phrase(Form.TEXT), "Who answers for it."));
    keys.add(optional("classification", new Phrase(Form.TEXT), "Of the data that it can get at."));
    keys.add(optional("hours", new ListOf(HOURS), "When it may be called; ever where left out."));
    keys.add(
        optional(
            "requires",
            new ListOf(new PhraseOr(new Phrase(Form.NAME_GLOB), REQUIREMENT)),
            "What has to have succeeded before, in the same session."));
    keys.add(
        optional(
            "scope",
            new MapOf(
                "Arguments put together, such as `{owner}/{repo}`.", Form.TEMPLATE, ARGUMENT_SCOPE),
            "What some arguments may name together."));
    keys.add(optional("approval", APPROVAL, "Who has to approve a call before it goes on."));
    keys.add(
        optional("risk", words(Risk.values()), "What it may do at worst; `read` changes nothing."));
    keys.add(
        optional(
            "actions", ACTIONS, "What its calls do, as an argument says; each is a tool then."));
    keys.add(
        optional(
            "hints",
            words(Contradiction.values()),
            "What becomes of changes by a tool that calls itself read-only."));
    keys.add(
        optional("when", new Phrase(Form.CONDITION), "What has to be true of a call, in CEL."));
    keys.addAll(primitiveKeys("tool", ARGUMENT_LIMITS));
    return List.copyOf(keys);
  }

  private static Shape.Key required(String name, Shape shape, String meaning) {
    return new Shape.Key(name, true, shape, meaning);
  }

  private static Shape.Key optional(String name, Shape shape, String meaning) {
    return new Shape.Key(name, false, shape, meaning);
  }

  private static Word words(Enum<?>[] values) {
    List<String> words = new ArrayList<>();
    for (Enum<?> value : values) {
      words.add(word(value));
    }
    return new Word(List.copyOf(words));
  }

  /** A constant's name in a policy. */
  static String word(Enum<?> value) {
    if (value instanceof SignatureAlgorithm algorithm) {
      return algorithm.key();
    }
    return value instanceof AddressClass addressClass
        ? addressClass.key()
        : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
