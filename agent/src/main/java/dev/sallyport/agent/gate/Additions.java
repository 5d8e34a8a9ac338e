package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers that a client added to a request since it was decided on, which alone are looked at
 * then: what was decided and recorded before is so once.
 */
final class Additions {
  private final Hop hop;
  private final Hop read;
  private final Hop sent;

  /** By the place of a header: where it was before, or -1. */
  private final int[] known;

  private final Hop added;

  /**
   * Those of a request that goes where it was decided to go.
   *
   * @param hop as it is now
   * @param read as it was then
   * @param sent as it was then to be sent, some headers with other values or left out
   */
  Additions(Hop hop, Hop read, Hop sent) {
    this.hop = hop;
    this.read = read;
    this.sent = sent;
    known = new int[hop.headers().size()];
    List<Header> others = new ArrayList<>();
    boolean[] taken = new boolean[read.headers().size()];
    for (int i = 0; i < known.length; i++) {
      Header header = hop.headers().get(i);
      known[i] = place(header, read.headers(), taken);
      if (known[i] < 0) {
        others.add(header);
      }
    }
    int query = hop.url().indexOf('?');
    String url = query < 0 ? hop.url() : hop.url().substring(0, query);
    added = new Hop(hop.method(), url, others, hop.redirects(), hop.from());
  }

  /** Some clients write the names of headers otherwise than they were given, in HTTP/2 all. */
  private static int place(Header header, List<Header> among, boolean[] taken) {
    for (int i = 0; i < taken.length; i++) {
      Header each = among.get(i);
      if (!taken[i]
          && each.name().equalsIgnoreCase(header.name())
          && each.value().equals(header.value())) {
        taken[i] = true;
        return i;
      }
    }
    return -1;
  }

  boolean isEmpty() {
    return added.headers().isEmpty();
  }

  /** What was added, without the query, which is known. */
  Hop hop() {
    return added;
  }

  /**
   * The whole request as it is to be sent.
   *
   * @param changed what was added, as it is to be sent
   */
  Hop with(Hop changed) {
    Header[] before = pairs(read.headers(), sent.headers());
    Header[] now = pairs(added.headers(), changed.headers());
    List<Header> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < known.length; i++) {
      Header header = known[i] < 0 ? now[next++] : before[known[i]];
      if (header != null) {
        all.add(new Header(hop.headers().get(i).name(), header.value()));
      }
    }
    return new Hop(hop.method(), sent.url(), all, hop.redirects(), hop.from());
  }

  /** What became of each header; null of one that was left out, as all of its name are. */
  private static Header[] pairs(List<Header> headers, List<Header> became) {
    Header[] pairs = new Header[headers.size()];
    int next = 0;
    for (int i = 0; i < pairs.length; i++) {
      if (next < became.size() && became.get(next).name().equals(headers.get(i).name())) {
        pairs[i] = became.get(next++);
      }
    }
    return pairs;
  }
}
