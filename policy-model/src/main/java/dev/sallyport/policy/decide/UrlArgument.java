package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.HostPattern;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.ArgumentType;
import dev.sallyport.policy.model.Entry;
import java.util.List;

/** Holds a URL that a client names in an argument to what a rule says of it. */
final class UrlArgument {
  private UrlArgument() {}

  /** What two parsers could read differently fits nothing. */
  static boolean fits(String text, ArgumentType.Url rule) {
    try {
      HttpUrl url = HttpUrl.parse(text);
      return rule.schemes().contains(url.secure() ? "https" : "http")
          && url.segments() != null
          && isHost(url, rule.hosts());
    } catch (Malformed e) {
      return false;
    }
  }

  private static boolean isHost(HttpUrl url, List<Entry<HostPattern>> hosts) {
    for (Entry<HostPattern> allowed : hosts) {
      if (allowed.value().covers(url.host(), url.address())) {
        return true;
      }
    }
    return hosts.isEmpty();
  }
}
