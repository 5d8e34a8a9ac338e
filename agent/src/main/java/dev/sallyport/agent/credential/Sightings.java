package dev.sallyport.agent.credential;

/** Is told what a scan comes by. */
interface Sightings {

  /**
   * A pattern ended.
   *
   * @param percent whether percent encoding was taken off
   * @param end how many octets were fed until then
   */
  void saw(Pattern pattern, boolean percent, long end);
}
