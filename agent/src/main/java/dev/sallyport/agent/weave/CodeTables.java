package dev.sallyport.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;

/** What stands beside the instructions of one method and names them by their places. */
final class CodeTables {
  /** What the table of exceptions has for each (JVMS §4.7.3). */
  private static final int HANDLER = 8;

  /** What names an attribute, and says how long it is (JVMS §4.7). */
  private static final int HEADER = 6;

  /** Of a type that is known by where its object is made (JVMS §4.7.4). */
  private static final int OBJECT = 7;

  private static final int UNINITIALIZED = 8;
  private static final int SAME_ONE = 64;
  private static final int FIRST_UNUSED = 128;
  private static final int SAME_ONE_FAR = 247;
  private static final int SAME_FAR = 251;
  private static final int FULL = 255;

  private final ClassFile file;
  private final AddedConstants constants;
  private final PatchedCode code;
  private final int[] places;
  private final Bytes out;

  /** Of frames: how many there are, the place of the last, and the next that a row wove. */
  private int frames;

  private int lastFrame = -1;
  private int nextFrame;

  CodeTables(ClassFile file, AddedConstants constants, PatchedCode code, int[] places, Bytes out) {
    this.file = file;
    this.constants = constants;
    this.code = code;
    this.places = places;
    this.out = out;
  }

  /** Copies the table of exceptions that lies there, with the handlers of rows behind it. */
  int exceptions(int at) {
    int count = file.u2(at);
    List<PatchedCode.Handler> more = code.handlers();
    out.u2(count + more.size());
    int next = at + 2;
    for (int i = 0; i < count; i++) {
      place(next).place(next + 2).place(next + 4);
      out.u2(file.u2(next + 6));
      next += HANDLER;
    }
    for (int i = 0; i < more.size(); i++) {
      PatchedCode.Handler one = more.get(i);
      out.u2(code.placeOf(one.start())).u2(code.placeOf(one.end())).u2(code.placeOf(one.handler()));
      // Whatever is thrown.
      out.u2(0);
    }
    return next;
  }

  /** Copies the code's attributes, of which the count lies there. */
  void attributes(int at) {
    int count = file.u2(at);
    int countAt = out.size();
    out.u2(count);
    boolean hasFrames = false;
    int next = at + 2;
    for (int i = 0; i < count; i++) {
      if (file.isText(next, "StackMapTable")) {
        hasFrames = true;
        frames(next);
      } else if (file.isText(next, "LineNumberTable")) {
        lines(next);
      } else if (file.isText(next, "LocalVariableTable")
          || file.isText(next, "LocalVariableTypeTable")) {
        variables(next);
      } else {
        throw new UnusualClass("an attribute that may name places");
      }
      next += HEADER + file.u4(next + 2);
    }
    if (!hasFrames && !code.frames().isEmpty()) {
      int begin = begin(constants.utf8("StackMapTable"));
      out.u2(code.frames().size());
      ownFramesUpTo(Integer.MAX_VALUE);
      end(begin);
      out.setU2(countAt, count + 1);
    }
  }

  private void lines(int at) {
    int begin = begin(file.u2(at));
    int count = file.u2(at + HEADER);
    out.u2(count);
    for (int i = 0; i < count; i++) {
      int entry = at + HEADER + 2 + 4 * i;
      place(entry);
      out.u2(file.u2(entry + 2));
    }
    end(begin);
  }

  private void variables(int at) {
    int begin = begin(file.u2(at));
    int count = file.u2(at + HEADER);
    out.u2(count);
    for (int i = 0; i < count; i++) {
      int entry = at + HEADER + 2 + 10 * i;
      int first = file.u2(entry);
      int last = first + file.u2(entry + 2);
      out.u2(now(first)).u2(now(last) - now(first));
      out.copy(file.bytes, entry + 4, entry + 10);
    }
    end(begin);
  }

  private void frames(int at) {
    int begin = begin(file.u2(at));
    int count = file.u2(at + HEADER);
    int countAt = out.size();
    out.u2(0);
    int next = at + HEADER + 2;
    int place = -1;
    for (int i = 0; i < count; i++) {
      int type = file.u1(next);
      place += 1 + (type < SAME_ONE ? type : type < FIRST_UNUSED ? type - SAME_ONE : delta(next));
      ownFramesUpTo(now(place));
      next = frame(next, type, distance(now(place)));
    }
    ownFramesUpTo(Integer.MAX_VALUE);
    out.setU2(countAt, frames);
    end(begin);
  }

  private int delta(int frame) {
    if (file.u1(frame) < SAME_ONE_FAR) {
      throw new UnusualClass("a frame of a kind that is not known");
    }
    return file.u2(frame + 1);
  }

  /** From the last frame to one at that place, as it is told (JVMS §4.7.4). */
  private int distance(int place) {
    int distance = place - lastFrame - 1;
    lastFrame = place;
    frames++;
    return distance;
  }

  /** Copies a frame, and says where the next one is. */
  private int frame(int at, int type, int distance) {
    if (type < SAME_ONE || type == SAME_FAR) {
      same(distance);
      return type == SAME_FAR ? at + 3 : at + 1;
    }
    if (type < FIRST_UNUSED || type == SAME_ONE_FAR) {
      sameOne(distance);
      return types(type == SAME_ONE_FAR ? at + 3 : at + 1, 1);
    }
    out.u1(type).u2(distance);
    if (type < SAME_FAR) {
      return at + 3;
    }
    if (type < FULL) {
      return types(at + 3, type - SAME_FAR);
    }
    int locals = file.u2(at + 3);
    out.u2(locals);
    int stack = types(at + 5, locals);
    out.u2(file.u2(stack));
    return types(stack + 2, file.u2(stack));
  }

  private void same(int distance) {
    if (distance < SAME_ONE) {
      out.u1(distance);
    } else {
      out.u1(SAME_FAR).u2(distance);
    }
  }

  private void sameOne(int distance) {
    if (distance < SAME_ONE) {
      out.u1(SAME_ONE + distance);
    } else {
      out.u1(SAME_ONE_FAR).u2(distance);
    }
  }

  private int types(int at, int count) {
    int next = at;
    for (int i = 0; i < count; i++) {
      int type = file.u1(next);
      out.u1(type);
      if (type == OBJECT) {
        out.u2(file.u2(next + 1));
      } else if (type == UNINITIALIZED) {
        place(next + 1);
      }
      next += type == OBJECT || type == UNINITIALIZED ? 3 : 1;
    }
    return next;
  }

  /** Writes those frames of rows that stand before that place. */
  private void ownFramesUpTo(int place) {
    List<PatchedCode.Frame> own = code.frames();
    while (nextFrame < own.size() && own.get(nextFrame).at() < place) {
      PatchedCode.Frame frame = own.get(nextFrame++);
      int distance = distance(frame.at());
      switch (frame.type()) {
        case Opcodes.F_SAME -> same(distance);
        case Opcodes.F_SAME1 -> {
          sameOne(distance);
          out.u1(OBJECT).u2(constants.type(frame.stack()));
        }
        case Opcodes.F_FULL ->
            out.u1(FULL).u2(distance).u2(0).u2(1).u1(OBJECT).u2(constants.type(frame.stack()));
        default -> throw new UnusualClass("a frame that no row wove so far");
      }
    }
  }

  private CodeTables place(int at) {
    out.u2(now(file.u2(at)));
    return this;
  }

  /** Debug tables may name places where no instruction begins: the JVM does not look. */
  private int now(int before) {
    int now = places[before];
    if (now == 0 && before != 0) {
      throw new UnusualClass("a place within an instruction");
    }
    return now;
  }

  private int begin(int name) {
    out.u2(name).u4(0);
    return out.size();
  }

  private void end(int begin) {
    out.setU4(begin - 4, out.size() - begin);
  }
}
