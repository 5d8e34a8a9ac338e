package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** As {@link Trivial}, but leaves the kernel's account of its memory (proc(5)) in a file. */
public final class TrivialWithStatus {
  private TrivialWithStatus() {}

  public static void main(String[] arguments) throws IOException {
    OpenSearchPolicy.applyIfTold();
    try (InputStream in = new FileInputStream("/proc/self/status");
        OutputStream out = new FileOutputStream(arguments[0])) {
      in.transferTo(out);
    }
  }
}
