package dev.sallyport.testapps.attack;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All attacks, by family. */
public final class Attacks {
  private Attacks() {}

  /** All of them, those that this JDK does not have included; their names are unique. */
  public static List<Attack> all() {
    List<Attack> attacks =
        Stream.of(
                Streams.reading(),
                Threads.reading(),
                Formats.reading(),
                Markup.reading(),
                Tools.reading(),
                Spellings.reading(),
                Status.looking(),
                Listings.looking(),
                Creations.writing(),
                Exports.writing(),
                Changes.writing(),
                Removals.removing(),
                Connections.connecting(),
                Requests.connecting(),
                Fetches.connecting(),
                Datagrams.sending(),
                Listeners.listening(),
                Names.resolving(),
                Programs.starting(),
                Variables.reading(),
                Libraries.loading(),
                Powers.using(),
                Itself.disarming())
            .flatMap(family -> family.attacks().stream())
            .toList();
    requireUnique(attacks);
    return attacks;
  }

  private static void requireUnique(List<Attack> attacks) {
    Set<String> names = new HashSet<>();
    for (Attack attack : attacks) {
      if (!names.add(attack.name())) {
        throw new IllegalStateException("two attacks are named " + attack);
      }
    }
  }
}
