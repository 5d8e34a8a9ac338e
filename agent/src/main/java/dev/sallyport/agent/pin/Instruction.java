package dev.sallyport.agent.pin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way in which descriptions are known to speak to the model instead of about the tool.
 *
 * <p>Patterns are read over lower-case texts. Repetitions are bounded, and the words and spaces
 * that they repeat can't match one another, so a text of any length takes time in proportion.
 *
 * @param ofWords whether it is read over words alone, one space between them
 */
record Instruction(Suspicion suspicion, boolean ofWords, Pattern pattern) {
  /** Reviewed one by one; each has an example and a harmless neighbour in the tests. */
  static final List<Instruction> ALL =
      List.of(
          words(
              Suspicion.OVERRIDES_INSTRUCTIONS,
              "\\b(?:ignore|disregard|forget|override) (?:\\w++ ){0,2}?"
                  + "(?:all|any|previous|prior|earlier|above|preceding|other|existing|system) "
                  + "(?:\\w++ ){0,3}?(?:instructions?|prompts?|directives|guidelines)\\b"),
          words(
              Suspicion.HIDES_FROM_USER,
              "\\b(?:do not|don t|never|must not|without) (?:\\w++ ){0,2}?"
                  + "(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|reveal"
                  + "|revealing|alert|alerting|disclose) (?:\\w++ ){0,4}?users?\\b"),
          text(
              Suspicion.POSES_AS_MESSAGE,
              "<\\s{0,4}/?(?:important|system|secret|hidden|instructions?|assistant|user)\\s{0,4}>"
                  + "|\\[/?inst\\]|<\\|im_(?:start|end)\\|>"),
          words(
              Suspicion.ACTS_BEFOREHAND,
              "\\bbefore (?:using|calling|invoking|running) (?:\\w++ ){0,4}?tools? "
                  + "(?:\\w++ ){0,4}?(?:read|open|load|send|access|cat|upload)\\b"),
          text(
              Suspicion.NAMES_SECRET_FILES,
              "\\.ssh\\b|\\bid_(?:rsa|ed25519|ecdsa)\\b|\\.aws/credentials|\\.netrc\\b"
                  + "|\\.gnupg\\b|\\.kube/config|\\.docker/config\\.json|\\.git-credentials"
                  + "|\\.cursor/mcp\\.json|/etc/shadow\\b"),
          words(
              Suspicion.ASKS_FOR_CONVERSATION,
              "\\b(?:include|send|pass|forward|reveal|print|repeat|append) (?:\\w++ ){0,5}?"
                  + "(?:system prompt|conversation history|chat history|previous messages)\\b"));

  private static Instruction words(Suspicion suspicion, String pattern) {
    return new Instruction(suspicion, /* ofWords= */ true, Pattern.compile(pattern));
  }

  private static Instruction text(Suspicion suspicion, String pattern) {
    return new Instruction(suspicion, /* ofWords= */ false, Pattern.compile(pattern));
  }

  /** The words by which it is known; null where it is not there. */
  @Nullable String in(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : null;
  }
}
