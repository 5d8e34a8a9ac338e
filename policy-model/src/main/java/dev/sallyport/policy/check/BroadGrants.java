package dev.sallyport.policy.check;

import dev.sallyport.policy.match.Arguments;
import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HostPattern;
import dev.sallyport.policy.match.IpAddress;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.ExecGrant;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Grants that cover nearly everything, or what would run anything. */
final class BroadGrants {
  private static final String CODE = "broad-grant";

  /** Paths that only what covers every path has in common. */
  private static final List<String> ANYWHERE =
      List.of("/etc/passwd", "/root/.ssh/id_rsa", "/\uE000/\uE001");

  /** Addresses that no block of one owner has in common. */
  private static final List<IpAddress> FAR_APART =
      Stream.of("8.8.8.8", "203.0.113.7").map(IpAddress::parse).filter(Objects::nonNull).toList();

  private static final Pattern HOME =
      Pattern.compile(
          "(/home/[^/]+|/Users/[^/]+|/root|\\$\\{env:HOME}|\\$\\{property:user\\.home})/\\*\\*");

  private static final List<String> ANY_ARGUMENTS = List.of("\uE000", "\uE001", "\uE002");

  private static final Set<String> SHELLS =
      Set.of(
          "ash",
          "bash",
          "cmd.exe",
          "csh",
          "dash",
          "fish",
          "ksh",
          "powershell.exe",
          "pwsh",
          "sh",
          "tcsh",
          "zsh");

  private final List<Source> sources;
  private final List<Problem> findings = new ArrayList<>();

  BroadGrants(List<Source> sources) {
    this.sources = sources;
  }

  List<Problem> of(Policy policy) {
    policy.namespaces().values().forEach(namespace -> grants(namespace.value().grants()));
    policy.tools().values().forEach(this::entry);
    policy.resources().values().forEach(this::entry);
    policy.prompts().values().forEach(this::entry);
    if (policy.runtime().serving() != null) {
      grants(policy.runtime().serving().value());
    }
    return findings;
  }

  private void entry(Entry<PrimitivePolicy> entry) {
    if (entry.value() instanceof PrimitivePolicy.Granted granted) {
      grants(granted.grants());
    }
  }

  private void grants(GrantSet grants) {
    files(grants.files().read(), "read");
    files(grants.files().write(), "changed");
    files(grants.files().delete(), "removed");
    homes(grants.files().write(), "changed");
    homes(grants.files().delete(), "removed");
    files(grants.libraries(), "loaded");
    grants.net().forEach(this::host);
    grants.exec().forEach(this::program);
  }

  private void files(List<Entry<PathPattern>> granted, String what) {
    for (Entry<PathPattern> grant : granted) {
      if (ANYWHERE.stream().allMatch(grant.value()::matches)) {
        add(grant.span(), "every file may be " + what, "name the directory that is needed");
      }
    }
  }

  private void homes(List<Entry<PathPattern>> granted, String what) {
    for (Entry<PathPattern> grant : granted) {
      if (HOME.matcher(written(grant.span())).matches()) {
        add(
            grant.span(),
            "a whole home directory may be " + what + ", with its keys and start-up files",
            "name the directory below it that is needed");
      }
    }
  }

  private String written(Span span) {
    String line = span.in(sources).line(span.line());
    int start = Math.min(span.column() - 1, line.length());
    String text = line.substring(start, Math.min(line.length(), start + span.length()));
    boolean quoted = text.length() > 1 && "\"'".indexOf(text.charAt(0)) >= 0;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private void host(Entry<Endpoint> grant) {
    HostPattern host = grant.value().host();
    if (host.isAny() || FAR_APART.stream().allMatch(address -> host.matches(address, Set.of()))) {
      add(grant.span(), "every host may be reached", "name the hosts that are needed");
    }
  }

  private void program(Entry<ExecGrant> grant) {
    List<String> programs = grant.value().program().literals();
    Arguments arguments = grant.value().arguments();
    if (programs.stream().anyMatch(program -> SHELLS.contains(name(program)))) {
      add(
          grant.span(),
          "a shell runs whatever it is told",
          "name the program that it is to run, and its arguments");
    } else if (ANYWHERE.stream().allMatch(grant.value().program()::matches)) {
      add(grant.span(), "every program may be started", "name the programs that are needed");
    } else if (arguments.matches(ANY_ARGUMENTS)) {
      add(
          grant.span(),
          "the program may be started with any arguments",
          "write them out, with `*` for the one that varies");
    }
  }

  private static String name(String program) {
    return program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  }

  private void add(Span span, String message, String help) {
    findings.add(new Problem(CODE, message, span, help));
  }
}
