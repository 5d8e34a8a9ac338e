package dev.sallyport.testapps.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attacks of one kind, being written down. */
final class Family {
  private final String name;
  private final List<Draft> drafts = new ArrayList<>();

  Family(String name) {
    this.name = name;
  }

  /**
   * Adds an attack.
   *
   * @param api what it uses, for people; unique within the family
   */
  Draft add(String api, Target target, Body body) {
    Draft draft = new Draft(api, target, body);
    drafts.add(draft);
    return draft;
  }

  List<Attack> attacks() {
    return drafts.stream().map(Draft::attack).toList();
  }

  /** An attack that is being described. */
  final class Draft {
    private final String api;
    private final Target target;
    private final Body body;
    private final Map<String, List<String>> grants = new LinkedHashMap<>();
    private final Map<String, List<String>> always = new LinkedHashMap<>();
    private Seed seed = Seed.TEXT;
    private Optional<String> reserved = Optional.empty();
    private boolean leftOut;
    private Optional<String> awaits = Optional.empty();
    private int since = 17;
    private int until = Integer.MAX_VALUE;

    private Draft(String api, Target target, Body body) {
      this.api = api;
      this.target = target;
      this.body = body;
      target.grants().forEach((key, values) -> grants.put(key, new ArrayList<>(values)));
    }

    Draft seed(Seed sown) {
      seed = sown;
      return this;
    }

    /** It takes this too. */
    Draft needs(String key, String value) {
      grants.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
      return this;
    }

    /** It takes this instead of what the target says. */
    Draft takes(String key, String value) {
      grants.clear();
      return needs(key, value);
    }

    /** Its tool has this even where the attack is to be denied. */
    Draft near(String key, String value) {
      always.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
      return this;
    }

    /** Where it is to be denied it goes for this path, and has every file. */
    Draft reserved(String path) {
      reserved = Optional.of(path);
      return anyFile();
    }

    /** Its tool has every file even where the attack is to be denied. */
    Draft anyFile() {
      return near("files.read", "/**").near("files.write", "/**").near("files.delete", "/**");
    }

    Draft since(int feature) {
      since = feature;
      return this;
    }

    Draft until(int feature) {
      until = feature;
      return this;
    }

    /** Without its grant it finds nothing there, which is no denial. */
    Draft leftOut() {
      leftOut = true;
      return this;
    }

    /** The gate is not there yet. */
    Draft awaits(String gate) {
      awaits = Optional.of(gate);
      return this;
    }

    private Attack attack() {
      String tool = name + "_" + api.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
      return new Attack(
          tool, name, api, target, seed, grants, always, reserved, since, until, leftOut, awaits,
          body);
    }
  }
}
