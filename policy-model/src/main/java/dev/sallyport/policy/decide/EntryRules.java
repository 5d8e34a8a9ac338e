package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.McpTarget;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.ExecGrant;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Limits;
import dev.sallyport.policy.model.Unseen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The grants of one entry, compiled: roots resolved, the most specific first. */
record EntryRules(
    FileDenies denies,
    FileMatches read,
    FileMatches write,
    FileMatches delete,
    EndpointMatches net,
    UrlMatches http,
    EndpointMatches listen,
    List<Match<ExecGrant>> exec,
    List<Match<NameGlob>> env,
    FileMatches libraries,
    List<Match<Capability>> jvm,
    List<Match<Credential>> credentials,
    EndpointMatches passthrough,
    List<Match<McpTarget>> mcp,
    @Nullable Decision unseen,
    Limits limits,
    Set<String> said) {

  static EntryRules of(
      GrantSet grants, Map<String, Entry<Credential>> credentials, UnaryOperator<String> realPath) {
    return new EntryRules(
        denies(grants.files().deny(), realPath),
        files(grants.files().read(), realPath),
        files(grants.files().write(), realPath),
        files(grants.files().delete(), realPath),
        endpoints(grants.net()),
        urls(grants.http()),
        endpoints(grants.listen()),
        programs(grants.exec(), realPath),
        names(grants.env()),
        files(grants.libraries(), realPath),
        capabilities(grants.jvm()),
        credentials(grants.credentials(), credentials),
        endpoints(grants.passthrough()),
        servers(grants.mcp()),
        unseen(grants.unseen()),
        grants.limits(),
        grants.said());
  }

  private static FileDenies denies(
      List<Entry<PathPattern>> entries, UnaryOperator<String> realPath) {
    List<Match<PathPattern>> matches = new ArrayList<>(entries.size());
    for (Entry<PathPattern> entry : entries) {
      PathPattern written = entry.value();
      matches.add(
          Match.denying(entry, written.or(written.resolved(realPath)), written.literalLength()));
    }
    Collections.sort(matches);
    return FileDenies.of(matches);
  }

  private static FileMatches files(
      List<Entry<PathPattern>> entries, UnaryOperator<String> realPath) {
    List<Match<FileMatch>> sorted = new ArrayList<>(entries.size());
    for (Entry<PathPattern> entry : entries) {
      PathPattern written = entry.value();
      PathPattern real = written.resolved(realPath);
      Decision granted = Decisions.granted(entry);
      Decision ancestor = new Decision(Verdict.ALLOW, granted.rule(), Reason.ANCESTOR);
      FileMatch match = new FileMatch(real, written.or(real), granted, ancestor);
      sorted.add(new Match<>(match, written.literalLength(), granted));
    }
    Collections.sort(sorted);
    List<FileMatch> matches = new ArrayList<>(sorted.size());
    for (Match<FileMatch> match : sorted) {
      matches.add(match.pattern());
    }
    return FileMatches.of(matches);
  }

  private static EndpointMatches endpoints(List<Entry<Endpoint>> entries) {
    List<Match<Endpoint>> matches = new ArrayList<>(entries.size());
    for (Entry<Endpoint> entry : entries) {
      matches.add(Match.granting(entry, entry.value(), entry.value().host().specificity()));
    }
    Collections.sort(matches);
    return EndpointMatches.of(matches);
  }

  private static UrlMatches urls(List<Entry<HttpRule>> entries) {
    List<Match<HttpRule>> matches = new ArrayList<>(entries.size());
    for (Entry<HttpRule> entry : entries) {
      matches.add(Match.granting(entry, entry.value(), entry.value().specificity()));
    }
    Collections.sort(matches);
    return UrlMatches.of(matches);
  }

  private static List<Match<ExecGrant>> programs(
      List<Entry<ExecGrant>> entries, UnaryOperator<String> realPath) {
    List<Match<ExecGrant>> matches = new ArrayList<>(entries.size());
    for (Entry<ExecGrant> entry : entries) {
      PathPattern program = entry.value().program().resolved(realPath);
      ExecGrant grant = new ExecGrant(program, entry.value().arguments());
      matches.add(Match.granting(entry, grant, program.literalLength()));
    }
    Collections.sort(matches);
    return matches;
  }

  private static List<Match<NameGlob>> names(List<Entry<NameGlob>> entries) {
    List<Match<NameGlob>> matches = new ArrayList<>(entries.size());
    for (Entry<NameGlob> entry : entries) {
      matches.add(Match.granting(entry, entry.value(), entry.value().specificity()));
    }
    Collections.sort(matches);
    return matches;
  }

  private static List<Match<Capability>> capabilities(List<Entry<Capability>> entries) {
    List<Match<Capability>> matches = new ArrayList<>(entries.size());
    for (Entry<Capability> entry : entries) {
      matches.add(Match.granting(entry, entry.value(), 0));
    }
    return matches;
  }

  /** A name that the policy does not know was reported when it was read. */
  private static List<Match<Credential>> credentials(
      List<Entry<String>> entries, Map<String, Entry<Credential>> credentials) {
    List<Match<Credential>> matches = new ArrayList<>(entries.size());
    for (Entry<String> entry : entries) {
      Entry<Credential> credential = credentials.get(entry.value());
      if (credential != null) {
        matches.add(Match.granting(entry, credential.value(), 0));
      }
    }
    return matches;
  }

  private static List<Match<McpTarget>> servers(List<Entry<McpTarget>> entries) {
    List<Match<McpTarget>> matches = new ArrayList<>(entries.size());
    for (Entry<McpTarget> entry : entries) {
      matches.add(Match.granting(entry, entry.value(), entry.value().specificity()));
    }
    Collections.sort(matches);
    return matches;
  }

  private static @Nullable Decision unseen(@Nullable Entry<Unseen> entry) {
    return entry != null && entry.value() == Unseen.DENY
        ? Decisions.denied(entry, Reason.UNSEEN)
        : null;
  }
}
