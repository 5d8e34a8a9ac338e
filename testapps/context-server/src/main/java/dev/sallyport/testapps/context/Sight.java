package dev.sallyport.testapps.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose secrets could be read from where the work was done.
 *
 * @param owners in the order of {@link #OWNERS}
 */
public record Sight(List<String> owners) {
  /** Who has a secret: two tools, and the server itself. */
  static final List<String> OWNERS = List.of("alpha", "beta", "server");

  public Sight {
    owners = List.copyOf(owners);
  }

  /** Tries to read each owner's secret, {@code WORKSPACE/OWNER/secret}. */
  static Sight of(Path workspace) {
    List<String> seen = new ArrayList<>();
    for (String owner : OWNERS) {
      try {
        Files.readString(workspace.resolve(owner).resolve("secret"));
        seen.add(owner);
      } catch (AccessDeniedException e) {
        // Not to be seen from here.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Sight(seen);
  }

  /** The owners, or {@code nothing}. */
  @Override
  public String toString() {
    return owners.isEmpty() ? "nothing" : String.join(" ", owners);
  }
}
