package dev.sallyport.policy.model;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.UriGlob;
import java.util.List;

/** What a role, a scope or a purpose may use of what the policy's other entries let be used. */
public record Reach(
    List<Entry<NameGlob>> tools, List<Entry<UriGlob>> resources, List<Entry<NameGlob>> prompts) {

  public Reach {
    tools = List.copyOf(tools);
    resources = List.copyOf(resources);
    prompts = List.copyOf(prompts);
  }
}
