package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.ExecGrant;
import dev.sallyport.policy.model.GrantSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects the grants of one principal, those of the most specific entry first, and compiles them
 * to rules that are tried in that order.
 */
final class GrantCompiler {
  private final UnaryOperator<String> realPath;
  private final List<FileMatch> runtimeFiles;
  private final List<Match<PathPattern>> denies = new ArrayList<>();
  private final List<FileMatch> read = new ArrayList<>();
  private final List<FileMatch> write = new ArrayList<>();
  private final List<FileMatch> delete = new ArrayList<>();
  private final List<Match<Endpoint>> net = new ArrayList<>();
  private final List<Match<HttpRule>> http = new ArrayList<>();
  private final List<Match<Endpoint>> listen = new ArrayList<>();
  private final List<Match<ExecGrant>> exec = new ArrayList<>();
  private final List<Match<NameGlob>> env = new ArrayList<>();

  GrantCompiler(UnaryOperator<String> realPath, List<FileMatch> runtimeFiles) {
    this.realPath = realPath;
    this.runtimeFiles = runtimeFiles;
  }

  /** Adds what one entry grants, after the more specific ones. */
  void add(GrantSet grants) {
    for (Entry<PathPattern> entry : grants.files().deny()) {
      PathPattern written = entry.value();
      denies.add(
          Match.denying(entry, written.or(written.resolved(realPath)), written.literalLength()));
    }
    addFiles(grants.files().read(), read);
    addFiles(grants.files().write(), write);
    addFiles(grants.files().delete(), delete);
    addEndpoints(grants.net(), net);
    addEndpoints(grants.listen(), listen);
    List<Match<HttpRule>> rules = new ArrayList<>();
    for (Entry<HttpRule> entry : grants.http()) {
      rules.add(Match.granting(entry, entry.value(), entry.value().specificity()));
    }
    addSorted(rules, http);
    List<Match<ExecGrant>> programs = new ArrayList<>();
    for (Entry<ExecGrant> entry : grants.exec()) {
      ExecGrant grant = entry.value();
      PathPattern program = grant.program().resolved(realPath);
      programs.add(
          Match.granting(
              entry, new ExecGrant(program, grant.arguments()), program.literalLength()));
    }
    addSorted(programs, exec);
    List<Match<NameGlob>> names = new ArrayList<>();
    for (Entry<NameGlob> entry : grants.env()) {
      names.add(Match.granting(entry, entry.value(), entry.value().specificity()));
    }
    addSorted(names, env);
  }

  private void addFiles(List<Entry<PathPattern>> entries, List<FileMatch> files) {
    List<Match<FileMatch>> sorted = new ArrayList<>();
    for (Entry<PathPattern> entry : entries) {
      PathPattern written = entry.value();
      PathPattern real = written.resolved(realPath);
      Decision granted = Decisions.granted(entry);
      Decision ancestor = new Decision(Verdict.ALLOW, granted.rule(), Reason.ANCESTOR);
      FileMatch match = new FileMatch(real, written.or(real), granted, ancestor);
      sorted.add(new Match<>(match, written.literalLength(), granted));
    }
    Collections.sort(sorted);
    for (Match<FileMatch> match : sorted) {
      files.add(match.pattern());
    }
  }

  private static void addEndpoints(List<Entry<Endpoint>> entries, List<Match<Endpoint>> matches) {
    List<Match<Endpoint>> sorted = new ArrayList<>();
    for (Entry<Endpoint> entry : entries) {
      sorted.add(Match.granting(entry, entry.value(), entry.value().host().specificity()));
    }
    addSorted(sorted, matches);
  }

  private static <T> void addSorted(List<Match<T>> added, List<Match<T>> matches) {
    Collections.sort(added);
    matches.addAll(added);
  }

  /**
   * The rules of all that was added.
   *
   * @param otherwise the decision where nothing covers a request
   */
  RuleSet compile(EgressFloor floor, Decision otherwise) {
    Collections.sort(denies);
    List<FileMatch> readable = new ArrayList<>(read);
    readable.addAll(runtimeFiles);
    return new RuleSet(
        new FileRules(matches(denies), files(readable), files(write), files(delete), otherwise),
        new NetworkRules(floor, matches(net), matches(http), matches(listen), otherwise),
        new ProcessRules(matches(exec), matches(env), otherwise));
  }

  private static FileMatch[] files(List<FileMatch> matches) {
    return matches.toArray(new FileMatch[0]);
  }

  private static <T> Match<T>[] matches(List<Match<T>> matches) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type has no other way.
    Match<T>[] array = matches.toArray(new Match[0]);
    return array;
  }
}
