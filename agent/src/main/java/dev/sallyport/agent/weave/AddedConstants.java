package dev.sallyport.agent.weave;

import java.util.HashMap;
import java.util.Map;

/**
 * Constants behind those of a class. None of its own is looked for: all keep their places, and a
 * second of the same costs a few bytes.
 */
final class AddedConstants {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;

  /** One more than the pool can have (JVMS §4.1). */
  private static final int MOST = 0xffff;

  private final Bytes bytes = new Bytes(512);
  private final Map<String, Integer> indexes = new HashMap<>();
  private int count;

  AddedConstants(int count) {
    this.count = count;
  }

  /** How many there are with those of the class (JVMS §4.1, {@code constant_pool_count}). */
  int count() {
    return count;
  }

  Bytes bytes() {
    return bytes;
  }

  int type(String internalName) {
    return ofText(CLASS, "C", internalName);
  }

  int string(String text) {
    return ofText(STRING, "S", text);
  }

  int field(String owner, String name, String descriptor) {
    return member(FIELD, "F", owner, name, descriptor);
  }

  int method(String owner, String name, String descriptor, boolean isInterface) {
    return member(
        isInterface ? INTERFACE_METHOD : METHOD, methods(isInterface), owner, name, descriptor);
  }

  /** That method is a constant of the class. */
  void isMethod(String owner, String name, String descriptor, boolean isInterface, int index) {
    indexes.put(key(methods(isInterface), owner, name, descriptor), index);
  }

  private static String methods(boolean isInterface) {
    return isInterface ? "I" : "M";
  }

  private int member(int tag, String kind, String owner, String name, String descriptor) {
    String key = key(kind, owner, name, descriptor);
    Integer known = indexes.get(key);
    if (known != null) {
      return known;
    }
    int type = type(owner);
    int nameAndType = nameAndType(name, descriptor);
    bytes.u1(tag).u2(type).u2(nameAndType);
    return added(key);
  }

  private int nameAndType(String name, String descriptor) {
    String key = key("N", "", name, descriptor);
    Integer known = indexes.get(key);
    if (known != null) {
      return known;
    }
    int first = utf8(name);
    int second = utf8(descriptor);
    bytes.u1(NAME_AND_TYPE).u2(first).u2(second);
    return added(key);
  }

  private int ofText(int tag, String kind, String text) {
    String key = kind.concat(text);
    Integer known = indexes.get(key);
    if (known != null) {
      return known;
    }
    int utf8 = utf8(text);
    bytes.u1(tag).u2(utf8);
    return added(key);
  }

  int utf8(String text) {
    String key = "U".concat(text);
    Integer known = indexes.get(key);
    if (known != null) {
      return known;
    }
    bytes.u1(UTF8).u2(text.length());
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == 0 || one >= 0x80) {
        throw new UnusualClass("a text that is not ASCII");
      }
      bytes.u1(one);
    }
    return added(key);
  }

  private int added(String key) {
    if (count == MOST) {
      throw new UnusualClass("no room for another constant");
    }
    indexes.put(key, count);
    return count++;
  }

  private static String key(String kind, String owner, String name, String descriptor) {
    return kind.concat(owner).concat(".").concat(name).concat(descriptor);
  }
}
