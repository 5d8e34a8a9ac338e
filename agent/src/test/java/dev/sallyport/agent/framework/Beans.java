package dev.sallyport.agent.framework;

import java.util.List;
import java.util.Map;

/** Classes of messages that are no records; public, as an application's are. */
public final class Beans {
  private Beans() {}

  /** As the copies have it. */
  public static final class Result {
    static final String STATIC = "no component";

    private List<String> content;
    private Boolean isError;
    private Map<String, Object> meta;

    public Result() {}

    public Result(List<String> content, Boolean isError, Map<String, Object> meta) {
      this.content = content;
      this.isError = isError;
      this.meta = meta;
    }

    public List<String> content() {
      return content;
    }

    public Boolean isError() {
      return isError;
    }

    public Map<String, Object> meta() {
      return meta;
    }
  }

  /** Of which nobody could know what goes where. */
  public static final class Swapped {
    private final String title;
    private final String text;

    public Swapped(String text, String title) {
      this.title = title;
      this.text = text;
    }

    public String title() {
      return title;
    }

    public String text() {
      return text;
    }
  }

  /** Would lose its state when copied. */
  public static final class Unread {
    private final String text;
    private final int hidden;

    public Unread(String text, int hidden) {
      this.text = text;
      this.hidden = hidden;
    }

    public String text() {
      return text + hidden;
    }
  }

  /** Would lose its superclass's state when copied. */
  public static final class Derived extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    public Derived(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Has another accessor by the name of a field. */
  public static final class Other {
    private final String text;

    public Other(String text) {
      this.text = text;
    }

    public int text() {
      return text.length();
    }
  }

  /** Can be read, but not made. */
  public static final class Unmade {
    private final String text = "a";

    public String text() {
      return text;
    }
  }

  /** Can't be made. */
  public abstract static class Part {
    private final String text;

    public Part(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
