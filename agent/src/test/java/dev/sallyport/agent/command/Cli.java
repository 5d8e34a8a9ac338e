package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line. Silence on stderr is expected unless a test asks for a message. */
record Cli(int code, String out, String err) {

  static Cli run(String... args) {
    return run(new Screen(false, 120), args);
  }

  static Cli run(Screen screen, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    File jar = new File("target", "sallyport.jar");
    int code = Main.run(args, jar, new PrintWriter(out), new PrintWriter(err), screen);
    return new Cli(code, out.toString(), err.toString());
  }

  Cli exits(ExitCode expected) {
    assertThat(code).as(err).isEqualTo(expected.code());
    return this;
  }

  Cli silentOnErr() {
    assertThat(err).isEmpty();
    return this;
  }
}
