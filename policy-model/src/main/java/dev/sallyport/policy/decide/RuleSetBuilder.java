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
  private final List<FileDenies> denies = new ArrayList<>();
  private final List<FileMatches> read = new ArrayList<>();
  private final List<FileMatches> write = new ArrayList<>();
  private final List<FileMatches> delete = new ArrayList<>();
  private final List<EndpointMatches> net = new ArrayList<>();
  private final List<UrlMatches> http = new ArrayList<>();
  private final List<EndpointMatches> listen = new ArrayList<>();
  private final List<Match<ExecGrant>> exec = new ArrayList<>();
  private final List<Match<NameGlob>> env = new ArrayList<>();
  private final List<FileMatches> libraries = new ArrayList<>();
  private final List<Match<Capability>> jvm = new ArrayList<>();
  private final List<Match<Credential>> credentials = new ArrayList<>();
  private final List<EndpointMatches> passthrough = new ArrayList<>();
  private final List<Match<McpTarget>> mcp = new ArrayList<>();
  private Limits limits = Limits.NONE;
  private @Nullable Decision unseen;

  /** The rules of an entry one by one, in the order in which they are tried. */
  static List<RuleSetBuilder> singles(EntryRules entry) {
    List<RuleSetBuilder> singles = new ArrayList<>();
    for (Match<PathPattern> rule : entry.denies().all()) {
      single(singles).denies.add(FileDenies.of(List.of(rule)));
    }
    for (FileMatch rule : entry.read().all()) {
      single(singles).read.add(FileMatches.of(List.of(rule)));
    }
    for (FileMatch rule : entry.write().all()) {
      single(singles).write.add(FileMatches.of(List.of(rule)));
    }
    for (FileMatch rule : entry.delete().all()) {
      single(singles).delete.add(FileMatches.of(List.of(rule)));
    }
    for (Match<Endpoint> rule : entry.net().all()) {
      single(singles).net.add(EndpointMatches.of(List.of(rule)));
    }
    for (Match<HttpRule> rule : entry.http().all()) {
      single(singles).http.add(UrlMatches.of(List.of(rule)));
    }
    for (Match<Endpoint> rule : entry.listen().all()) {
      single(singles).listen.add(EndpointMatches.of(List.of(rule)));
    }
    for (Match<ExecGrant> rule : entry.exec()) {
      single(singles).exec.add(rule);
    }
    for (Match<NameGlob> rule : entry.env()) {
      single(singles).env.add(rule);
    }
    for (FileMatch rule : entry.libraries().all()) {
      single(singles).libraries.add(FileMatches.of(List.of(rule)));
    }
    for (Match<Capability> rule : entry.jvm()) {
      single(singles).jvm.add(rule);
    }
    for (Match<Credential> rule : entry.credentials()) {
      single(singles).credentials.add(rule);
    }
    for (Match<Endpoint> rule : entry.passthrough().all()) {
      single(singles).passthrough.add(EndpointMatches.of(List.of(rule)));
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
    add(read, entry.read(), FileMatches.NONE);
    add(write, entry.write(), FileMatches.NONE);
    add(delete, entry.delete(), FileMatches.NONE);
    add(net, entry.net(), EndpointMatches.NONE);
    add(http, entry.http(), UrlMatches.NONE);
    add(listen, entry.listen(), EndpointMatches.NONE);
    exec.addAll(entry.exec());
    env.addAll(entry.env());
    add(libraries, entry.libraries(), FileMatches.NONE);
    jvm.addAll(entry.jvm());
    credentials.addAll(entry.credentials());
    add(passthrough, entry.passthrough(), EndpointMatches.NONE);
    mcp.addAll(entry.mcp());
  }

  /** Adds what an entry denies and limits, and nothing that it grants. */
  void addDenies(EntryRules entry) {
    add(denies, entry.denies(), FileDenies.NONE);
    limits = limits.narrowed(entry.limits());
    unseen = unseen == null ? entry.unseen() : unseen;
  }

  private static <T> void add(List<T> layers, T layer, T none) {
    if (layer != none) {
      layers.add(layer);
    }
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
            denies,
            new FileLayers(read),
            new FileLayers(write),
            new FileLayers(delete),
            policy.runtimeFiles(),
            otherwise),
        new NetworkRules(policy.floor(), net, http, listen, array(mcp), unseen, otherwise),
        new SecretRules(array(credentials), policy.credentials(), passthrough, otherwise),
        new LimitRules(limits),
        new ProcessRules(array(exec), array(env), otherwise),
        new JvmRules(new FileLayers(libraries), array(jvm), policy.runtimeFiles(), otherwise));
  }

  private static <T> Match<T>[] array(List<Match<T>> matches) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type has no other way.
    Match<T>[] array = matches.toArray(new Match[0]);
    return array;
  }
}
