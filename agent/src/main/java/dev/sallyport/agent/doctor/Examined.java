package dev.sallyport.agent.doctor;

import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.policy.model.Mode;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the doctor's JVM found, and the file in which it tells: a line for the JDK, one for the
 * mode, one for each hook, with its number. Read by the same jar that wrote it.
 */
public record Examined(String jdk, Mode mode, List<Proof> proofs) {
  public Examined {
    proofs = List.copyOf(proofs);
  }

  /** How many hooks are in that state. */
  public long count(State state) {
    return proofs.stream().filter(proof -> proof.state() == state).count();
  }

  /** Writes it down. */
  public void write(File file, HookTable table) throws IOException {
    try (Writer out = new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8)) {
      out.write(jdk + "\n" + mode + "\n");
      for (Proof proof : proofs) {
        out.write(
            table.rows().indexOf(proof.hook())
                + "\t"
                + proof.state()
                + "\t"
                + proof.detail().replaceAll("\\s", " ")
                + "\n");
      }
    }
  }

  /** Reads what was written. */
  public static Examined read(File file, HookTable table) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
      String jdk = in.readLine();
      String mode = in.readLine();
      if (jdk == null || mode == null) {
        throw new IOException(file + " breaks off");
      }
      List<Proof> proofs = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split("\t", 3);
        proofs.add(
            new Proof(table.row(Integer.parseInt(parts[0])), State.valueOf(parts[1]), parts[2]));
      }
      return new Examined(jdk, Mode.valueOf(mode), proofs);
    }
  }
}
