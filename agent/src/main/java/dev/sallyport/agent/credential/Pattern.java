package dev.sallyport.agent.credential;

/**
 * One form of what a secret is known by.
 *
 * @param placeholder whether it is what stands for the value, and not the value
 * @param value what has that form
 * @param lead how many characters of the form's first group stand before it, which depend on what
 *     is written before the value; 0 but for base64
 */
record Pattern(
    Secret secret, boolean placeholder, Octets value, Encoding encoding, Octets form, int lead) {

  int length() {
    return form.length();
  }
}
