package dev.sallyport.testapps.attack;

/** Loads a library by its name, from where the loader of this class finds it. */
public final class Named implements Runnable {
  /** Called by those who load it. */
  public Named() {}

  @Override
  public void run() {
    System.loadLibrary("secret");
  }
}
