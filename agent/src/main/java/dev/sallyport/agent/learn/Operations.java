package dev.sallyport.agent.learn;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one subject did, made into rules. */
final class Operations {
  /** More than these say nothing new of one entry. */
  private static final int MOST_REFUSED = 20;

  private static final Set<String> HARMLESS = Set.of("get", "head", "options", "trace", "connect");

  private static final Set<Reason> OPEN = EnumSet.of(Reason.NOT_GRANTED, Reason.NOT_LISTED);

  private final Questions questions;
  private final Policy policy;
  private final boolean listed;
  private final Map<String, Map<String, Sighting>> paths = new TreeMap<>();
  private final Map<String, Sighting> endpoints = new TreeMap<>();

  /** The names by which an address was connected to; a rule of its URLs explains those, too. */
  private final Map<String, Set<String>> addresses = new TreeMap<>();

  private final Map<String, Map<String, Sighting>> requests = new TreeMap<>();
  private final Map<String, Sighting> listens = new TreeMap<>();
  private final Map<String, Map<List<String>, Sighting>> programs = new TreeMap<>();
  private final Map<String, Sighting> variables = new TreeMap<>();
  private final Map<String, Sighting> credentials = new TreeMap<>();
  private final Map<String, Sighting> lookUps = new TreeMap<>();
  private final Map<String, Branch.Refused> refused = new TreeMap<>();
  private final Map<String, Sighting> refusals = new TreeMap<>();
  private final Set<String> needed = new TreeSet<>();
  private final Set<String> refusedPaths = new TreeSet<>();
  private final Set<String> refusedHosts = new TreeSet<>();
  private final Set<String> refusedUrls = new TreeSet<>();

  /**
   * @param listed whether somebody wrote an entry for it already, so that no rule may be added that
   *     takes something away
   */
  Operations(Policy policy, Engine engine, Subject subject, boolean listed) {
    this.policy = policy;
    this.questions = new Questions(engine, subject.principal());
    this.listed = listed;
  }

  /** Whether anything of it changes something. */
  static boolean changes(Set<Operation> done) {
    return done.stream()
        .anyMatch(
            one ->
                one.is("file", "write")
                    || one.is("file", "delete")
                    || one.is("process", "start")
                    || (one.gate().equals("http") && !HARMLESS.contains(one.operation())));
  }

  /**
   * Adds the rules to the branch.
   *
   * @param bar why nothing is granted; empty where it may be
   */
  void learn(Evidence.Seen seen, String bar, Branch branch) {
    seen.refused.forEach(
        (operation, reasons) -> {
          if (!seen.done.containsKey(operation)) {
            reasons.forEach((why, times) -> refuse(operation, why, times));
          }
        });
    seen.done.forEach(
        (operation, times) -> {
          if (bar.isEmpty()) {
            sort(operation, times);
          } else {
            refuse(operation, bar, times);
          }
        });
    needed.addAll(seen.needed);
    files(branch);
    requests(branch);
    network(branch);
    list("listen", listens, branch);
    programs(branch);
    list("env", variables, branch);
    list("credentials", credentials, branch);
    List<Branch.Refused> all = new ArrayList<>(refused.values());
    branch.refused.addAll(all.subList(0, Math.min(all.size(), MOST_REFUSED)));
    if (all.size() > MOST_REFUSED) {
      branch.refused.add(
          new Branch.Refused("more", (all.size() - MOST_REFUSED) + " of the same kind", ""));
    }
    ordered(branch);
  }

  private static void ordered(Branch branch) {
    List<String> order = List.of("files", "http", "net", "listen", "exec", "env", "credentials");
    Map<String, Branch> members = new LinkedHashMap<>(branch.members);
    branch.members.clear();
    members.entrySet().stream()
        .sorted(Comparator.comparing(member -> order.indexOf(member.getKey())))
        .forEach(member -> branch.members.put(member.getKey(), member.getValue()));
  }

  private void sort(Operation operation, Sighting times) {
    Decision decision = questions.decide(operation);
    if (decision != null && !decision.denies()) {
      return;
    }
    // What is doubted is so under any policy, and told of in the same words.
    String doubt = Doubts.of(operation, policy);
    boolean query = UrlGroups.hasQuery(operation.target());
    if (doubt.isEmpty() && decision != null && !OPEN.contains(decision.reason())) {
      doubt = Reasons.of(Words.of(decision.reason()));
    } else if (doubt.isEmpty() && query && questions.grantsPath(operation)) {
      doubt = "a rule says which query there may be, and records do not hold it";
    }
    if (doubt.isEmpty()) {
      keep(operation, times);
    } else {
      refuse(operation, doubt, times);
    }
  }

  private void keep(Operation operation, Sighting times) {
    String target = operation.target();
    switch (operation.gate()) {
      case "file" ->
          add(
              paths.computeIfAbsent(operation.operation(), first -> new TreeMap<>()),
              target,
              times);
      case "network" -> {
        Endpoints.Use use = Endpoints.of(target);
        if (operation.operation().equals("listen")) {
          add(listens, use.listen(), times);
        } else {
          add(endpoints, use.connect(), times);
          addresses.computeIfAbsent(use.address(), first -> new TreeSet<>()).add(use.connect());
        }
      }
      case "dns" -> add(lookUps, target.toLowerCase(Locale.ROOT), times);
      case "http" -> {
        if (!operation.operation().equals("unseen")) {
          add(
              requests.computeIfAbsent(operation.operation(), first -> new TreeMap<>()),
              target,
              times);
        }
      }
      case "process" -> {
        List<String> shape = operation.command().subList(1, operation.command().size());
        programs
            .computeIfAbsent(target, first -> new TreeMap<>(Comparator.comparing(List::toString)))
            .merge(shape, times, Sighting::and);
      }
      case "environment" -> add(variables, NameGlob.quote(target), times);
      case "credential" -> add(credentials, operation.credential(), times);
      default -> throw new IllegalStateException(operation.gate());
    }
  }

  private static void add(Map<String, Sighting> to, String what, Sighting times) {
    to.merge(what, times, Sighting::and);
  }

  private void refuse(Operation operation, String why, Sighting times) {
    String rule = Doubts.rule(operation);
    Sighting all = refusals.merge(rule + ": " + why, times, Sighting::and);
    refused.put(rule + ": " + why, new Branch.Refused(rule, why, all.text()));
    switch (operation.gate()) {
      case "file" -> refusedPaths.add(operation.target());
      case "network" -> {
        Endpoints.Use use = Endpoints.of(operation.target());
        refusedHosts.add(use.connect());
      }
      case "http" -> refusedUrls.add(UrlGroups.withoutQuery(operation.target()));
      default -> {}
    }
  }

  private void files(Branch branch) {
    Map<String, Sighting> read = new TreeMap<>();
    for (String operation : List.of("read", "list")) {
      paths.getOrDefault(operation, Map.of()).forEach((path, times) -> add(read, path, times));
    }
    List<PathPattern> granted = new ArrayList<>();
    Map<String, Item> reads = rules(read, "", granted);
    Map<String, Item> writes = rules(paths.getOrDefault("write", Map.of()), "", granted);
    Map<String, Item> deletes = rules(paths.getOrDefault("delete", Map.of()), "", granted);
    Map<String, Sighting> looked = new TreeMap<>();
    paths
        .getOrDefault("stat", Map.of())
        .forEach(
            (path, times) -> {
              if (granted.stream().noneMatch(pattern -> looksAt(pattern, path))) {
                looked.put(path, times);
              }
            });
    rules(looked, "only looked at, ", granted).forEach(reads::putIfAbsent);
    Map<String, Map<String, Item>> all = new LinkedHashMap<>();
    all.put("read", reads);
    all.put("write", writes);
    all.put("delete", deletes);
    for (Map.Entry<String, Map<String, Item>> one : all.entrySet()) {
      if (!one.getValue().isEmpty()) {
        branch.member("files").member(one.getKey()).items.addAll(one.getValue().values());
      }
    }
    Set<String> whole = new TreeSet<>();
    all.values()
        .forEach(rules -> rules.keySet().forEach(rule -> whole(rule).ifPresent(whole::add)));
    List<String> denied =
        listed || whole.isEmpty() ? List.of() : SecretPlaces.denied(whole, needed);
    if (!denied.isEmpty()) {
      Branch deny = branch.member("files").member("deny");
      deny.above.add("Where secrets are by custom, in directories that are granted as a whole");
      denied.forEach(place -> deny.items.add(new Item(place, "")));
    }
  }

  /** The directory of which a rule covers whatever lies there, or what ends in no known way. */
  private static Optional<String> whole(String rule) {
    int star = rule.indexOf("/*");
    boolean open = rule.endsWith("*") && !rule.endsWith("\\*");
    return star >= 0
        ? Optional.of(rule.substring(0, star))
        : open ? Optional.of(rule.substring(0, rule.lastIndexOf('/'))) : Optional.empty();
  }

  private static boolean looksAt(PathPattern pattern, String path) {
    return pattern.matches(path) || pattern.matchesDirectory(path) || pattern.leadsTo(path);
  }

  private Map<String, Item> rules(
      Map<String, Sighting> seen, String how, List<PathPattern> granted) {
    Map<String, Item> rules = new TreeMap<>();
    PathRoots roots = new PathRoots(this::isRefused);
    roots
        .of(seen.keySet())
        .forEach(
            (pattern, paths) -> {
              Sighting times = sum(seen, paths);
              String such =
                  paths.size() == 1 && pattern.equals(PathPattern.quote(paths.get(0)))
                      ? ""
                      : examples(paths, "path");
              rules.put(pattern, new Item(pattern, how + times.text() + such));
              try {
                granted.add(PathPattern.parse(pattern));
              } catch (Malformed e) {
                throw new IllegalStateException(pattern, e);
              }
            });
    return rules;
  }

  /** Where a deny would take away what is granted or needed, no rule covers what it would keep. */
  private boolean isRefused(PathPattern pattern, String directory) {
    if (listed && pattern.matches(directory + "/.env")) {
      return true;
    }
    boolean undenied = listed || needed.stream().anyMatch(pattern::matches);
    return refusedPaths.stream()
        .anyMatch(path -> (undenied || !SecretPlaces.isDenied(path)) && pattern.matches(path));
  }

  private static Sighting sum(Map<String, Sighting> seen, List<String> of) {
    return of.stream().map(seen::get).reduce(Sighting::and).orElseThrow();
  }

  static String examples(List<String> all, String noun) {
    String count = all.size() == 1 ? "" : all.size() + " " + noun + "s ";
    return ": " + count + "such as " + all.get(0);
  }

  private void requests(Branch branch) {
    RequestRules learned = new RequestRules(requests, refusedUrls);
    for (String url : learned.unexplained()) {
      tell("http: " + url, "no rule of URLs covers it", "");
    }
    for (RequestRules.Rule rule : learned.rules()) {
      if (refusedHosts.contains(rule.endpoint())) {
        tell("http: " + rule.text(), "no connection there is granted", rule.times().text());
        continue;
      }
      String such = rule.isOpen() ? examples(rule.urls(), "URL") : "";
      branch.member("http").items.add(new Item(rule.text(), rule.times().text() + such));
      endpoints.remove(rule.endpoint());
      addresses.getOrDefault(rule.endpoint(), Set.of()).forEach(endpoints::remove);
      lookUps.remove(rule.host());
    }
  }

  private void tell(String rule, String why, String note) {
    refused.putIfAbsent(rule + ": " + why, new Branch.Refused(rule, why, note));
  }

  private void network(Branch branch) {
    endpoints
        .keySet()
        .forEach(endpoint -> lookUps.remove(endpoint.substring(0, endpoint.lastIndexOf(':'))));
    refusedHosts.forEach(
        endpoint -> lookUps.remove(endpoint.substring(0, Math.max(0, endpoint.lastIndexOf(':')))));
    lookUps.forEach(
        (host, times) ->
            tell(
                "net: " + host,
                "it was only looked up, and a rule for that lets it be connected to",
                times.text()));
    if (!endpoints.isEmpty()) {
      // What the system chooses for sending needs no rule of its own.
      listens.remove("0");
    }
    list("net", endpoints, branch);
  }

  private static void list(String key, Map<String, Sighting> rules, Branch branch) {
    rules.forEach((rule, times) -> branch.member(key).items.add(new Item(rule, times.text())));
  }

  private void programs(Branch branch) {
    programs.forEach(
        (program, seen) ->
            ProgramShapes.of(seen.keySet())
                .forEach(
                    (shape, explained) -> {
                      Sighting times =
                          explained.stream().map(seen::get).reduce(Sighting::and).orElseThrow();
                      branch
                          .member("exec")
                          .items
                          .add(new Item(PathPattern.quote(program), shape, times.text()));
                    }));
  }
}
