package dev.sallyport.policy.decide;

import dev.sallyport.policy.source.Span;

/**
 * The place in the policy that decided.
 *
 * @param path the key path, such as {@code tools.read_file.files.read[0]}, or {@code
 *     built-in.runtime}
 * @param line the line in its file, from 1; 0 where no file has it
 * @param file as in {@link Span#file}
 */
public record Rule(String path, int line, String file) {

  /** Of the policy itself. */
  public Rule(String path, int line) {
    this(path, line, "");
  }

  @Override
  public String toString() {
    if (line == 0) {
      return path;
    }
    return file.isEmpty() ? path + ":" + line : path + ":" + file + ":" + line;
  }
}
