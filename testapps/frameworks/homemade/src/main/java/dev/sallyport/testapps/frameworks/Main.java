package dev.sallyport.testapps.frameworks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code stdio}: one message on a line, until the client closes stdin. */
public final class Main {
  private Main() {}

  /** Answers each request on this thread. */
  public static void main(String[] arguments) throws IOException {
    HomeMade server = new HomeMade();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer = server.answer(line);
      if (!answer.isEmpty()) {
        out.println(answer);
      }
    }
  }
}
