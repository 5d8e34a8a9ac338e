package dev.sallyport.agent.doctor;

import dev.sallyport.agent.gate.Gates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Methods that begin as woven ones do, and note what of them ran. */
abstract class Hooked {
  static final List<String> RAN = new ArrayList<>();

  private static Gates gates;

  private Hooked() {}

  static void behind(Gates behind) {
    gates = behind;
    RAN.clear();
  }

  static int value(String path, int number, long big, boolean flag, Object[] rest) {
    if (gates.check(0, path, null, number, 0)) {
      return 0;
    }
    RAN.add("value");
    return 1;
  }

  static void exception(String path) throws IOException {
    gates.check(1, path, null, 0, 0);
    RAN.add("exception");
  }

  String ofReceiver(byte b, char c, double d) {
    if (gates.check(2, this, null, 0, 0)) {
      return null;
    }
    RAN.add("ofReceiver");
    return "";
  }

  void carrying(Runnable work) {
    gates.capture(3, work);
    RAN.add("carrying");
  }

  /** As if another agent had taken the hook out again. */
  static void silent() {
    RAN.add("silent");
  }

  /** What a refusal is here, the method does not give. */
  static int deaf() {
    gates.check(6, null, null, 0, 0);
    RAN.add("deaf");
    return 1;
  }

  Object replaced() {
    return gates.replace(7, this, this);
  }

  /** What the abstract class is extended by. */
  static final class Concrete extends Hooked {
    private Concrete() {}

    @Override
    void carrying(Runnable work) {
      RAN.add("overridden");
    }
  }

  /** A hooked constructor has its hook before that of the superclass. */
  static final class Made {
    Made(String path) {
      this(gates.check(9, path, null, 0, 0));
    }

    private Made(boolean refused) {
      RAN.add("made, refused: " + refused);
    }
  }

  /** Has no hook, whatever the table says. */
  static final class Unwoven {
    private Unwoven() {}

    static void halt() {
      RAN.add("halt");
    }
  }
}
