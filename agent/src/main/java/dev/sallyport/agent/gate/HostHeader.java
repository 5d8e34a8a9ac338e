package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A request is for the server that its URL names. Where a header names another, whoever stands
 * between may hand it to that one.
 */
final class HostHeader implements Inspection {
  private final Checkpoint checkpoint;

  HostHeader(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  @Override
  public Inspected inspect(@Nullable Context context, Subject subject, Hop hop) {
    for (Header header : hop.headers()) {
      if (isHost(header.name()) && !isServerOf(hop.url(), header.value())) {
        Refusal refusal =
            checkpoint.pass(
                context, new Request.OtherHost(header.value()), subject, header.value());
        return new Inspected(hop, refusal);
      }
    }
    return new Inspected(hop, null);
  }

  private static boolean isHost(String name) {
    return name.equalsIgnoreCase("host") || name.equals(":authority");
  }

  private static boolean isServerOf(String url, String host) {
    return isWritten(url, host) || isNormalised(url, host);
  }

  /** Whether the URL has that very text, which has no two readings: so almost every client does. */
  private static boolean isWritten(String url, String host) {
    int start = url.startsWith("http://") ? 7 : url.startsWith("https://") ? 8 : -1;
    int end = start + host.length();
    return start > 0
        && url.startsWith(host, start)
        && (end == url.length() || url.charAt(end) == '/')
        && isPlain(host);
  }

  private static boolean isPlain(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) && c < 0x80;
      if (!plain && c != '.' && c != '-' && c != ':') {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static boolean isNormalised(String url, String host) {
    try {
      HttpUrl parsed = HttpUrl.parse(url);
      String scheme = parsed.secure() ? "https://" : "http://";
      return isBare(host) && HttpUrl.parse(scheme.concat(host)).isOfServer(parsed);
    } catch (Malformed e) {
      return false;
    }
  }

  private static boolean isBare(String host) {
    for (int i = 0; i < host.length(); i++) {
      if ("/?#\\".indexOf(host.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
