package dev.sallyport.agent.framework;

import java.util.List;

/** Records for everybody, as those of an SDK are. */
public final class Answered {
  private Answered() {}

  public record Text(String text, Integer priority) {}

  public record Result(List<Object> content, Object structured) {}
}
