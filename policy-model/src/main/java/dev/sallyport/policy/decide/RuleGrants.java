package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;
import org.jspecify.annotations.Nullable;

/** The grants of a principal whose requests are decided by rules. */
final class RuleGrants implements Grants {
  private final Principal principal;
  private final Mode mode;
  private final RuleSet rules;
  private final @Nullable Decision readOnly;

  /**
   * The grants of a principal.
   *
   * @param readOnly the denial of all that changes something; null where it may
   */
  RuleGrants(Principal principal, Mode mode, RuleSet rules, @Nullable Decision readOnly) {
    this.principal = principal;
    this.mode = mode;
    this.rules = rules;
    this.readOnly = readOnly;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Override
  public String policy() {
    return rules.policy();
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public Decision decide(Request request) {
    try {
      Decision decision = decide(rules, request);
      return readOnly == null || decision.denies() || !request.changes() ? decision : readOnly;
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  static Decision decide(RuleSet rules, Request request) {
    if (request instanceof Request.File file) {
      return rules.files().decide(file);
    }
    if (request instanceof Request.Need need) {
      return rules.files().decide(need);
    }
    if (request instanceof Request.Move move) {
      return rules.files().decide(move);
    }
    if (request instanceof Request.Network network) {
      return rules.network().decide(network);
    }
    if (request instanceof Request.Resolve resolve) {
      return rules.network().decide(resolve);
    }
    if (request instanceof Request.Reverse reverse) {
      return rules.network().decide(reverse);
    }
    if (request instanceof Request.Tunnel tunnel) {
      return rules.network().decide(tunnel);
    }
    if (request instanceof Request.Http http) {
      return rules.network().decide(http);
    }
    if (request instanceof Request.OtherHost) {
      return Decisions.OTHER_HOST;
    }
    if (request instanceof Request.UnseenHttp unseen) {
      return rules.network().decide(unseen);
    }
    if (request instanceof Request.McpClient client) {
      return rules.network().decide(client);
    }
    if (request instanceof Request.Credential credential) {
      return rules.secrets().decide(credential);
    }
    if (request instanceof Request.Disclosure disclosure) {
      return rules.secrets().decide(disclosure);
    }
    if (request instanceof Request.Passthrough passthrough) {
      return rules.secrets().decide(passthrough);
    }
    if (request instanceof Request.Transfer transfer) {
      return rules.limits().decide(transfer);
    }
    if (request instanceof Request.Redirect redirect) {
      return rules.limits().decide(redirect);
    }
    if (request instanceof Request.Touch touch) {
      return rules.limits().decide(touch);
    }
    if (request instanceof Request.Exec exec) {
      return rules.processes().decide(exec);
    }
    if (request instanceof Request.Environment environment) {
      return rules.processes().decide(environment);
    }
    if (request instanceof Request.Library library) {
      return rules.jvm().decide(library);
    }
    if (request instanceof Request.Jvm jvm) {
      return rules.jvm().decide(jvm);
    }
    if (request instanceof Request.Agent) {
      return Decisions.PROTECTED;
    }
    return Decisions.ERROR;
  }
}
