package dev.sallyport.agent.report;

import dev.sallyport.agent.pin.Kind;
import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What there is to report, and the forms that it has. */
public final class Report {
  private final String title;
  private final String made;
  private final Facts facts;
  private final @Nullable PolicyView policy;
  private final List<Pinned> pins;
  private final Chain chain;
  private final Tools tools;
  private final List<Figure> figures;

  /**
   * All of it.
   *
   * @param title empty for one made of the servers' names
   * @param made when it is said to be made; empty for not said
   * @param policy the policy to hold figures against; null for none
   * @param lock the pins of the server; empty for none
   */
  public Report(
      String title,
      String made,
      Gathering gathering,
      @Nullable PolicyView policy,
      SortedMap<Thing, Pin> lock,
      Chain chain) {
    this.facts = gathering.facts();
    this.title = title.isEmpty() ? servers(facts) : title;
    this.made = made;
    this.policy = policy;
    this.pins = pins(lock);
    this.chain = chain;
    this.tools = Tools.of(facts, tools(lock));
    this.figures = Figures.of(facts, tools, policy);
  }

  private static String servers(Facts facts) {
    Set<String> names = new TreeSet<>();
    facts.runs().forEach(run -> names.add(run.server()));
    return names.isEmpty() ? "no records" : Listing.of(names);
  }

  private static Set<String> tools(SortedMap<Thing, Pin> lock) {
    Set<String> names = new TreeSet<>();
    for (Thing thing : lock.keySet()) {
      if (thing.kind() == Kind.TOOL) {
        names.add(thing.name());
      }
    }
    return names;
  }

  private static List<Pinned> pins(SortedMap<Thing, Pin> lock) {
    List<Pinned> pins = new ArrayList<>();
    lock.forEach(
        (thing, pin) -> {
          String held = pin.accepted() ? "accepted" : "first seen";
          pins.add(
              new Pinned(
                  thing.kind().word(),
                  thing.name(),
                  pin.isChanged() ? "changed" : held,
                  pin.digest()));
        });
    return List.copyOf(pins);
  }

  /** One page of HTML that needs nothing else. */
  public String html() {
    return new Page(this).html();
  }

  /** All figures, as JSON. */
  public String json() {
    return new ReportJson(this).text();
  }

  /** In a line. */
  public String summary() {
    return Verdict.of(facts, tools);
  }

  String title() {
    return title;
  }

  String made() {
    return made;
  }

  Facts facts() {
    return facts;
  }

  @Nullable PolicyView policy() {
    return policy;
  }

  List<Pinned> pins() {
    return pins;
  }

  Chain chain() {
    return chain;
  }

  Tools tools() {
    return tools;
  }

  List<Figure> figures() {
    return figures;
  }
}
