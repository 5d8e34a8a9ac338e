package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides as docs/policy.md says, from the policy as it is written. */
final class Reference {
  static final List<String> RISKS = List.of("read", "write", "destructive");

  private static final Set<String> HARMLESS = Set.of("PATH", "HOME", "LANG", "LC_ALL");
  private static final Set<String> CODE = Set.of("PATH", "HOME", "LD_PRELOAD", "BASH_ENV");

  private final Map<String, Object> policy;

  Reference(Map<String, Object> policy) {
    this.policy = policy;
  }

  /** Whether a client may use something, were there no conditions. */
  boolean allows(Principal.Primitive primitive, Circumstances circumstances) {
    return isClear(primitive)
        && mayCall(circumstances.caller(), primitive)
        && isOpen(circumstances.session(), primitive)
        && isListed(primitive);
  }

  /** What has to hold for calls of a tool. */
  ReferenceConditions conditions(Principal.Tool tool) {
    Map<String, Object> fitting = fitting(tool);
    List<String> names = bySpecificity(tool);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (String name : names) {
      entries.add(Tree.map(fitting, name));
    }
    return new ReferenceConditions(this, tool, names, entries);
  }

  /** The mode of the most specific entry that has one; null where two are as specific. */
  @Nullable String mode(Principal.Primitive primitive) {
    return ofMostSpecific(primitive, "mode", Tree.text(policy, "mode", "audit"), true);
  }

  /** What the most specific entry says becomes of a call in which something was denied. */
  @Nullable String onDenied(Principal.Primitive primitive) {
    return ofMostSpecific(primitive, "on-denied", "continue", false);
  }

  /** Whether a principal may touch something; asked of those alone that may be used. */
  boolean allows(Principal principal, Request request) {
    if (principal instanceof Principal.Server server
        && server.phase() == Phase.STARTING
        && !Tree.map(policy, "runtime").containsKey("starting")) {
      return true;
    }
    if (principal instanceof Principal.Tool tool
        && "read".equals(conditions(tool).risk())
        && changes(request)) {
      return false;
    }
    List<Map<String, Object>> entries = entries(principal);
    if (request instanceof Request.File file) {
      return !ReferenceFiles.refuses(entries, file)
          && (ReferenceFiles.isOfRuntime(file) || anyGrants(entries, request));
    }
    if (request instanceof Request.Move move) {
      return !ReferenceFiles.refuses(entries, move);
    }
    if (request instanceof Request.Network network) {
      boolean floor =
          switch (network.operation()) {
            case CONNECT, SEND, JOIN -> true;
            case LISTEN, LISTEN_FOR_ANSWERS -> false;
          };
      return !(floor && ReferenceNetwork.isBelowTheFloor(policy, target(network)))
          && anyGrants(entries, request);
    }
    if (request instanceof Request.Tunnel tunnel) {
      return !ReferenceNetwork.isBelowTheFloor(policy, target(tunnel))
          && anyGrants(entries, request);
    }
    if (request instanceof Request.Resolve resolve) {
      return ReferenceNetwork.CLASSES.containsKey(resolve.host()) || anyGrants(entries, request);
    }
    if (request instanceof Request.Http http) {
      ReferenceHttp.Url url = ReferenceHttp.parse(http.url());
      return !url.refused()
          && !ReferenceNetwork.isBelowTheFloor(policy, ReferenceHttp.target(url))
          && anyGrants(entries, request);
    }
    if (request instanceof Request.UnseenHttp unseen) {
      return !ReferenceNetwork.isBelowTheFloor(policy, target(unseen)) && unseen(entries, unseen);
    }
    if (request instanceof Request.Environment environment) {
      boolean reads = environment.operation() == EnvironmentOperation.READ;
      return (reads ? HARMLESS.contains(environment.name()) : !CODE.contains(environment.name()))
          || anyGrants(entries, request);
    }
    return anyGrants(entries, request);
  }

  private static boolean changes(Request request) {
    if (request instanceof Request.File file) {
      return file.operation() == FileOperation.WRITE || file.operation() == FileOperation.DELETE;
    }
    return request instanceof Request.Http http
        ? !List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(http.method())
        : request instanceof Request.Exec;
  }

  private static boolean anyGrants(List<Map<String, Object>> entries, Request request) {
    return entries.stream().anyMatch(entry -> grants(entry, request));
  }

  /** Whether one entry by itself covers it. */
  static boolean grants(Map<String, Object> entry, Request request) {
    if (request instanceof Request.File file) {
      return ReferenceFiles.grants(entry, file);
    }
    if (request instanceof Request.Network network) {
      return ReferenceNetwork.grants(entry, network.operation(), target(network));
    }
    if (request instanceof Request.Tunnel tunnel) {
      return ReferenceNetwork.covers(Tree.texts(entry, "net"), target(tunnel))
          || ReferenceNetwork.covers(ReferenceHttp.endpoints(entry), target(tunnel));
    }
    if (request instanceof Request.Resolve resolve) {
      return ReferenceNetwork.resolves(entry, resolve.host());
    }
    if (request instanceof Request.Http http) {
      ReferenceHttp.Url url = ReferenceHttp.parse(http.url());
      return ReferenceNetwork.covers(Tree.texts(entry, "net"), ReferenceHttp.target(url))
          || ReferenceHttp.grants(entry, http.method(), url);
    }
    if (request instanceof Request.UnseenHttp unseen) {
      return ReferenceNetwork.covers(Tree.texts(entry, "net"), target(unseen))
          || ReferenceNetwork.covers(ReferenceHttp.endpoints(entry), target(unseen));
    }
    if (request instanceof Request.Environment environment) {
      for (String glob : Tree.texts(entry, "env")) {
        boolean reads = environment.operation() == EnvironmentOperation.READ;
        if (reads ? NaiveGlob.name(glob, environment.name()) : glob.equals(environment.name())) {
          return true;
        }
      }
      return false;
    }
    return grants(entry, (Request.Exec) request);
  }

  private static boolean grants(Map<String, Object> entry, Request.Exec exec) {
    for (Object grant : (List<?>) entry.getOrDefault("exec", List.of())) {
      Request.File program = new Request.File(FileOperation.READ, exec.program(), exec.program());
      Map<String, Object> asFiles =
          Map.of("files", Map.of("read", List.of(Tree.text(grant, "program", ""))));
      if (ReferenceFiles.grants(asFiles, program)
          && NaiveGlob.arguments(Tree.texts(grant, "args"), exec.arguments())) {
        return true;
      }
    }
    return false;
  }

  private static boolean unseen(List<Map<String, Object>> entries, Request.UnseenHttp unseen) {
    boolean denied = entries.stream().anyMatch(entry -> "deny".equals(entry.get("unseen")));
    for (Map<String, Object> entry : entries) {
      if (ReferenceNetwork.covers(Tree.texts(entry, "net"), target(unseen))
          || (!denied && ReferenceNetwork.covers(ReferenceHttp.endpoints(entry), target(unseen)))) {
        return true;
      }
    }
    return false;
  }

  private static ReferenceNetwork.Target target(Request.Network network) {
    return new ReferenceNetwork.Target(
        text(network.address().getHostAddress()), network.names(), network.port());
  }

  private static ReferenceNetwork.Target target(Request.UnseenHttp unseen) {
    return new ReferenceNetwork.Target(
        text(unseen.address().getHostAddress()), unseen.names(), unseen.port());
  }

  private static ReferenceNetwork.Target target(Request.Tunnel tunnel) {
    return ReferenceNetwork.CLASSES.containsKey(tunnel.host())
        ? new ReferenceNetwork.Target(tunnel.host(), Set.of(), tunnel.port())
        : new ReferenceNetwork.Target("", Set.of(tunnel.host()), tunnel.port());
  }

  /** An address as the table has it. */
  private static String text(String address) {
    for (String known : ReferenceNetwork.CLASSES.keySet()) {
      if (Cases.address(known).getHostAddress().equals(address)) {
        return known;
      }
    }
    throw new AssertionError(address);
  }

  private boolean mayCall(@Nullable Caller caller, Principal.Primitive primitive) {
    boolean required =
        policy.containsKey("callers")
            && Tree.text(Tree.map(policy, "callers"), "required", "true").equals("true");
    if (Caller.UNVERIFIED.equals(caller) || (caller == null && required)) {
      return false;
    }
    if (policy.containsKey("roles")
        && !isReached(
            Tree.map(policy, "roles"), caller == null ? Set.of() : caller.roles(), primitive)) {
      return false;
    }
    if (caller == null) {
      return true;
    }
    Set<String> permitted = caller.permittedTools();
    if (permitted != null
        && primitive instanceof Principal.Tool tool
        && names(tool).stream().noneMatch(permitted::contains)) {
      return false;
    }
    Map<String, Object> bearer = Tree.map(Tree.map(policy, "callers"), "bearer");
    Set<String> scopes = caller.scopes();
    return scopes == null
        || !bearer.containsKey("scopes")
        || isReached(Tree.map(bearer, "scopes"), scopes, primitive);
  }

  private boolean isOpen(@Nullable Session session, Principal.Primitive primitive) {
    Map<String, Object> sessions = Tree.map(policy, "sessions");
    if (session != null
        && (isOver(sessions, "ttl", session.age()) || isOver(sessions, "idle", session.idle()))) {
      return false;
    }
    String purpose = session == null ? null : session.purpose();
    return !sessions.containsKey("purposes")
        || isReached(
            Tree.map(sessions, "purposes"),
            purpose == null ? Set.of() : Set.of(purpose),
            primitive);
  }

  private static boolean isOver(Map<String, Object> sessions, String key, Duration time) {
    return sessions.containsKey(key)
        && time.compareTo(Duration.parse("PT" + sessions.get(key))) > 0;
  }

  private static boolean isReached(
      Map<String, Object> reaches, Set<String> names, Principal.Primitive primitive) {
    for (String name : names) {
      for (String pattern : Tree.texts(reaches.get(name), primitive.kind() + "s")) {
        if (fits(pattern, primitive)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it may be used by anybody. */
  boolean isUsable(Principal.Primitive primitive) {
    return isClear(primitive) && isListed(primitive);
  }

  private boolean isListed(Principal.Primitive primitive) {
    Map<String, Object> fitting = fitting(primitive);
    return fitting.isEmpty()
        ? Tree.text(policy, "default", "deny").equals("allow")
        : !fitting.containsValue("deny");
  }

  static boolean isClear(Principal.Primitive primitive) {
    if (primitive instanceof Principal.ResourceTemplate of) {
      return !of.template().contains("{+")
          && !ReferenceUris.isAmbiguous(of.template().replaceAll("\\{[a-z]*}", "x"));
    }
    return !(primitive instanceof Principal.Resource of) || !ReferenceUris.isAmbiguous(of.uri());
  }

  private static boolean fits(String pattern, Principal.Primitive primitive) {
    if (primitive instanceof Principal.Resource resource) {
      return ReferenceUris.fits(pattern, resource.uri());
    }
    if (primitive instanceof Principal.ResourceTemplate of) {
      return ReferenceUris.fitsTemplate(pattern, of.template());
    }
    return primitive instanceof Principal.Tool tool
        ? names(tool).stream().anyMatch(name -> NaiveGlob.name(pattern, name))
        : NaiveGlob.name(pattern, primitive.name());
  }

  /** What patterns may fit. */
  static List<String> names(Principal.Tool tool) {
    return tool.action() == null
        ? List.of(tool.name())
        : List.of(tool.name(), tool.name() + "#" + tool.action());
  }

  /** The entry that has a tool be several; null where none does. */
  private @Nullable Map<String, Object> actions(String tool) {
    for (Object entry : fitting(new Principal.Tool(tool)).values()) {
      if (!Tree.map(entry, "actions").isEmpty()) {
        return Tree.map(entry, "actions");
      }
    }
    return null;
  }

  /** As what a call is decided. */
  Principal.Tool decided(String tool, @Nullable Map<?, ?> arguments) {
    Map<String, Object> actions = actions(tool);
    if (actions != null && arguments != null) {
      Object value = arguments.get(Tree.text(actions, "argument", ""));
      for (String risk : RISKS) {
        if (value instanceof String action && Tree.texts(actions, risk).contains(action)) {
          return new Principal.Tool(tool, action);
        }
      }
    }
    return new Principal.Tool(tool);
  }

  /** Whether a tool is several, and this is none of them. */
  boolean isUndecided(Principal.Tool tool) {
    return tool.action() == null && actions(tool.name()) != null;
  }

  Map<String, Object> tiers() {
    return Tree.map(policy, "tiers");
  }

  /** The entries that say something of it, by their keys. */
  Map<String, Object> fitting(Principal.Primitive primitive) {
    Map<String, Object> fitting = new LinkedHashMap<>();
    Tree.map(policy, primitive.kind() + "s")
        .forEach(
            (key, value) -> {
              if (fits(key, primitive)) {
                fitting.put(key, value);
              }
            });
    return fitting;
  }

  private List<Map<String, Object>> entries(Principal principal) {
    if (principal instanceof Principal.Server server) {
      String phase = server.phase() == Phase.STARTING ? "starting" : "serving";
      return List.of(Tree.map(Tree.map(policy, "runtime"), phase));
    }
    List<Map<String, Object>> entries = new ArrayList<>();
    Map<String, Object> fitting = fitting((Principal.Primitive) principal);
    fitting.keySet().forEach(key -> entries.add(Tree.map(fitting, key)));
    return entries;
  }

  /** The exact name, then longer globs before shorter ones. */
  List<String> bySpecificity(Principal.Primitive primitive) {
    List<String> keys = new ArrayList<>(fitting(primitive).keySet());
    // Of equally specific ones the first is heard where there can be only one, by the alphabet.
    keys.sort(Comparator.comparingInt(Reference::rank).reversed().thenComparing(key -> key));
    return keys;
  }

  /** Stars stand for nothing of their own, and {@code db:**} is {@code db://**}. */
  static int rank(String key) {
    boolean exact = !key.replace("\\*", "").contains("*") && !key.contains("{");
    String fixed = key.replace("\\*", "+").replace("*", "").replaceAll("\\{[a-z]*}|//$", "");
    return fixed.length() + (exact ? 1000 : 0);
  }

  private @Nullable String ofMostSpecific(
      Principal.Primitive primitive, String key, String otherwise, boolean goOn) {
    Map<Integer, Set<String>> byRank = new HashMap<>();
    Map<String, Object> fitting = fitting(primitive);
    for (String name : bySpecificity(primitive)) {
      if (fitting.get(name) instanceof Map<?, ?> entry && (!goOn || entry.containsKey(key))) {
        String value = Tree.text(entry, key, otherwise);
        Set<String> same = byRank.get(rank(name));
        if (same == null) {
          if (!byRank.isEmpty()) {
            break;
          }
          byRank.put(rank(name), new HashSet<>(Set.of(value)));
        } else {
          same.add(value);
        }
      }
    }
    if (byRank.isEmpty()) {
      return otherwise;
    }
    Set<String> values = byRank.values().iterator().next();
    return values.size() == 1 ? values.iterator().next() : null;
  }
}
