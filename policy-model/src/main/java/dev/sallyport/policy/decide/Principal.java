package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Actions;
import org.jspecify.annotations.Nullable;

/** For whom an operation is done. */
public sealed interface Principal {

  /** The use of something that the server offers to its clients. */
  sealed interface Primitive extends Principal {

    /** What the protocol names it by: a name, a URI or a template of URIs. */
    String name();

    /** What it is: {@code tool}, {@code resource} or {@code prompt}. */
    String kind();
  }

  /**
   * A call of the tool of that name.
   *
   * @param action what the call does, where the policy has the tool be several; else null
   */
  record Tool(String name, @Nullable String action) implements Primitive {
    /** A tool that is one, or none of the several that it is. */
    public Tool(String name) {
      this(name, null);
    }

    /** The name of the one of several, such as {@code repo#delete}; null where it is but one. */
    public @Nullable String virtual() {
      return action == null ? null : Actions.virtualTool(name, action);
    }

    @Override
    public String kind() {
      return "tool";
    }
  }

  /** A reading of the resource of that URI. */
  record Resource(String uri) implements Primitive {
    @Override
    public String name() {
      return uri;
    }

    @Override
    public String kind() {
      return "resource";
    }
  }

  /** A look at the resources that a template stands for, none of them read. */
  record ResourceTemplate(String template) implements Primitive {
    @Override
    public String name() {
      return template;
    }

    @Override
    public String kind() {
      return "resource";
    }
  }

  /** A use of the prompt of that name. */
  record Prompt(String name) implements Primitive {
    @Override
    public String kind() {
      return "prompt";
    }
  }

  /** The server itself, where no call is the cause. */
  record Server(Phase phase) implements Principal {}
}
