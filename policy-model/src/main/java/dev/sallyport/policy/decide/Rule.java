package dev.sallyport.policy.decide;

/**
 * The place in the policy that decided.
 *
 * @param path the key path, such as {@code tools.read_file.files.read[0]}, or {@code
 *     built-in.runtime}
 * @param line the line in the policy file, from 1; 0 where no file has it
 */
public record Rule(String path, int line) {
  @Override
  public String toString() {
    return line == 0 ? path : path + ":" + line;
  }
}
