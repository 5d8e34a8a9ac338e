package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.UrlTemplates;

/**
 * What decisions are about, as spans name it: of URLs what they have in common with others, of
 * other URIs neither user nor query, of the home directory no name. Known secrets are taken out
 * before.
 */
final class Targets {
  private final UrlTemplates templates = new UrlTemplates();
  private final String home;

  /**
   * For that user.
   *
   * @param home the home directory; empty where there is none
   */
  Targets(String home) {
    this.home = home.length() > 1 ? home : "";
  }

  String of(DecisionMade decision) {
    String target = decision.target();
    if (decision.gate().equals("http")) {
      String template = templates.of(target);
      return template.isEmpty() ? bare(target) : template;
    }
    return target.contains("://") ? bare(target) : homeless(target);
  }

  /** A URI without user information, query and fragment. */
  static String bare(String uri) {
    int end = uri.length();
    for (int i = 0; i < end; i++) {
      if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
        end = i;
      }
    }
    int authority = uri.indexOf("://") + 3;
    if (authority < 3 || authority > end) {
      return uri.substring(0, end);
    }
    int path = uri.indexOf('/', authority);
    int at = uri.lastIndexOf('@', path < 0 || path > end ? end - 1 : path);
    int host = at < authority ? authority : at + 1;
    return uri.substring(0, authority).concat(uri.substring(host, end));
  }

  private String homeless(String path) {
    boolean below =
        !home.isEmpty()
            && path.startsWith(home)
            && (path.length() == home.length() || path.charAt(home.length()) == '/');
    return below ? "~".concat(path.substring(home.length())) : path;
  }
}
