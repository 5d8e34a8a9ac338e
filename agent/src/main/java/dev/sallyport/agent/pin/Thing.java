package dev.sallyport.agent.pin;

import dev.sallyport.policy.decide.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a definition, by what the protocol names it.
 *
 * <p>What the compiler gives a record to compare it by links call sites, here on threads that serve
 * clients.
 */
public record Thing(Kind kind, String name) implements Comparable<Thing> {
  static final Thing SERVER = new Thing(Kind.SERVER, "instructions");

  static Thing of(Principal.Primitive primitive) {
    if (primitive instanceof Principal.Tool) {
      return new Thing(Kind.TOOL, primitive.name());
    }
    if (primitive instanceof Principal.Prompt) {
      return new Thing(Kind.PROMPT, primitive.name());
    }
    return primitive instanceof Principal.Resource
        ? new Thing(Kind.RESOURCE, primitive.name())
        : new Thing(Kind.TEMPLATE, primitive.name());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Thing thing && kind == thing.kind && name.equals(thing.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public int compareTo(Thing other) {
    int kinds = kind.compareTo(other.kind);
    return kinds == 0 ? name.compareTo(other.name) : kinds;
  }
}
