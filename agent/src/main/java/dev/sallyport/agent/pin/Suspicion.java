package dev.sallyport.agent.pin;

import java.util.Locale;

/** Why a text of a definition is worth a look. Each is a finding; none denies anything. */
public enum Suspicion {
  /** Tag characters, by which any ASCII text can be written so that nobody sees it. */
  TAG_CHARACTERS,
  /** Characters of no width where no script needs them. */
  ZERO_WIDTH,
  /** Controls that show a text in another order than it is read. */
  BIDI_CONTROLS,
  /** Several variation selectors in a row, which can carry bytes. */
  VARIATION_SELECTORS,
  /** Control characters, such as those that begin a terminal's escape sequences. */
  TERMINAL_CONTROLS,
  /** Tells the model to set aside what it was told by others. */
  OVERRIDES_INSTRUCTIONS,
  /** Tells the model to keep something from its user. */
  HIDES_FROM_USER,
  /** Markup that poses as a message of the system's or of a user's. */
  POSES_AS_MESSAGE,
  /** Tells the model to read or send something before the tool is used. */
  ACTS_BEFOREHAND,
  /** Names a file that holds secrets. */
  NAMES_SECRET_FILES,
  /** Asks for the system prompt, or for what was said before. */
  ASKS_FOR_CONVERSATION;

  /** As it is written in records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
