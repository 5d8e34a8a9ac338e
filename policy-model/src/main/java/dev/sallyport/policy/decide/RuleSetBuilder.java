package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.McpTarget;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.ExecGrant;
import dev.sallyport.policy.model.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together the rules of one principal from those of its entries, tried in that order. */
final class RuleSetBuilder {
  private final List<Match<PathPattern>> denies = new ArrayList<>();
  private final List<FileMatch> read = new ArrayList<>();
  private final List<FileMatch> write = new ArrayList<>();
  private final List<FileMatch> delete = new ArrayList<>();
  private final List<Match<Endpoint>> net = new ArrayList<>();
  private final List<Match<HttpRule>> http = new ArrayList<>();
  private final List<Match<Endpoint>> listen = new ArrayList<>();
  private final List<Match<ExecGrant>> exec = new ArrayList<>();
  private final List<Match<NameGlob>> env = new ArrayList<>();
  private final List<FileMatch> libraries = new ArrayList<>();
  private final List<Match<Capability>> jvm = new ArrayList<>();
  private final List<Match<Credential>> credentials = new ArrayList<>();
  private final List<Match<Endpoint>> passthrough = new ArrayList<>();
  private final List<Match<McpTarget>> mcp = new ArrayList<>();
  private Limits limits = Limits.NONE;
  private @Nullable Decision unseen;

  /** The rules of an entry one by one, in the order in which they are tried. */
  static List<RuleSetBuilder> singles(EntryRules entry) {
    List<RuleSetBuilder> singles = new ArrayList<>();
    for (Match<PathPattern> rule : entry.denies()) {
      single(singles).denies.add(rule);
    }
    for (FileMatch rule : entry.read()) {
      single(singles).read.add(rule);
    }
    for (FileMatch rule : entry.write()) {
      single(singles).write.add(rule);
    }
    for (FileMatch rule : entry.delete()) {
      single(singles).delete.add(rule);
    }
    for (Match<Endpoint> rule : entry.net()) {
      single(singles).net.add(rule);
    }
    for (Match<HttpRule> rule : entry.http()) {
      single(singles).http.add(rule);
    }
    for (Match<Endpoint> rule : entry.listen()) {
      single(singles).listen.add(rule);
    }
    for (Match<ExecGrant> rule : entry.exec()) {
      single(singles).exec.add(rule);
    }
    for (Match<NameGlob> rule : entry.env()) {
      single(singles).env.add(rule);
    }
    for (FileMatch rule : entry.libraries()) {
      single(singles).libraries.add(rule);
    }
    for (Match<Capability> rule : entry.jvm()) {
      single(singles).jvm.add(rule);
    }
    for (Match<Credential> rule : entry.credentials()) {
      single(singles).credentials.add(rule);
    }
    for (Match<Endpoint> rule : entry.passthrough()) {
      single(singles).passthrough.add(rule);
    }
    for (Match<McpTarget> rule : entry.mcp()) {
      single(singles).mcp.add(rule);
    }
    single(singles).limits = entry.limits();
    return singles;
  }

  private static RuleSetBuilder single(List<RuleSetBuilder> singles) {
    RuleSetBuilder single = new RuleSetBuilder();
    singles.add(single);
    return single;
  }

  /** Adds an entry, after the more specific ones. */
  void add(EntryRules entry) {
    addDenies(entry);
    read.addAll(entry.read());
    write.addAll(entry.write());
    delete.addAll(entry.delete());
    net.addAll(entry.net());
    http.addAll(entry.http());
    listen.addAll(entry.listen());
    exec.addAll(entry.exec());
    env.addAll(entry.env());
    libraries.addAll(entry.libraries());
    jvm.addAll(entry.jvm());
    credentials.addAll(entry.credentials());
    passthrough.addAll(entry.passthrough());
    mcp.addAll(entry.mcp());
  }

  /** Adds what an entry denies and limits, and nothing that it grants. */
  void addDenies(EntryRules entry) {
    denies.addAll(entry.denies());
    limits = limits.narrowed(entry.limits());
    unseen = unseen == null ? entry.unseen() : unseen;
  }

  /** Adds what the server itself may do without an entry: end its own JVM. */
  void addServer() {
    jvm.add(new Match<>(Capability.EXIT, 0, RuntimeFiles.GRANTED));
  }

  /**
   * The rules of all entries.
   *
   * @param otherwise the decision where nothing covers a request
   */
  RuleSet build(CompiledPolicy policy, Decision otherwise) {
    return new RuleSet(
        policy.digest(),
        new FileRules(
            policy.protectedFiles(),
            array(denies),
            new FileMatches(read),
            new FileMatches(write),
            new FileMatches(delete),
            policy.runtimeFiles(),
            otherwise),
        new NetworkRules(
            policy.floor(), array(net), array(http), array(listen), array(mcp), unseen, otherwise),
        new SecretRules(array(credentials), policy.credentials(), array(passthrough), otherwise),
        new LimitRules(limits),
        new ProcessRules(array(exec), array(env), otherwise),
        new JvmRules(new FileMatches(libraries), array(jvm), policy.runtimeFiles(), otherwise));
  }

  private static <T> Match<T>[] array(List<Match<T>> matches) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type has no other way.
    Match<T>[] array = matches.toArray(new Match[0]);
    return array;
  }
}
