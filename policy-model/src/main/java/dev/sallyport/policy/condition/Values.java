package dev.sallyport.policy.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows what a client sent as CEL's values, without copying it: most of it is never looked at. */
final class Values {
  private final Meter meter;
  private final Object nothing;

  /**
   * For one evaluation.
   *
   * @param nothing what CEL has for null
   */
  Values(Meter meter, Object nothing) {
    this.meter = meter;
    this.nothing = nothing;
  }

  /** A value of JSON as CEL's. */
  Object of(@Nullable Object value) {
    if (value instanceof String text) {
      return meter.text(text);
    }
    meter.item();
    if (value == null) {
      return nothing;
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> members) {
      return new Members(members);
    }
    if (value instanceof List<?> items) {
      return new Items(items);
    }
    throw new Unusable("value is none of JSON");
  }

  /** Whole numbers are exact or not there; fractions are as near as a double is. */
  private static Object number(Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof BigInteger whole) {
      if (whole.bitLength() < Long.SIZE) {
        return whole.longValue();
      }
      throw new Unusable("number is too large");
    }
    double value =
        number instanceof Double || number instanceof Float || number instanceof BigDecimal
            ? number.doubleValue()
            : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new Unusable("number is none, or too large");
    }
    return value;
  }

  private final class Items extends AbstractList<Object> {
    private final List<?> items;

    Items(List<?> items) {
      this.items = items;
    }

    @Override
    public Object get(int index) {
      return of(items.get(index));
    }

    @Override
    public int size() {
      return items.size();
    }

    /** Of lists that are slow to get an item of, too. */
    @Override
    public Iterator<Object> iterator() {
      Iterator<?> each = items.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public Object next() {
          return of(each.next());
        }
      };
    }
  }

  private final class Members extends AbstractMap<String, Object> {
    private final Map<?, ?> members;

    Members(Map<?, ?> members) {
      this.members = members;
    }

    @Override
    public boolean containsKey(Object key) {
      return key instanceof String && members.containsKey(key);
    }

    @Override
    public @Nullable Object get(Object key) {
      return containsKey(key) ? of(members.get(key)) : null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return members.size();
        }

        @Override
        public Iterator<Entry<String, Object>> iterator() {
          return entries(members);
        }
      };
    }
  }

  private Iterator<Map.Entry<String, Object>> entries(Map<?, ?> members) {
    Iterator<? extends Map.Entry<?, ?>> each = members.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public Map.Entry<String, Object> next() {
        Map.Entry<?, ?> entry = each.next();
        if (!(entry.getKey() instanceof String name)) {
          throw new Unusable("name is no text");
        }
        return new AbstractMap.SimpleImmutableEntry<>(meter.text(name), of(entry.getValue()));
      }
    };
  }
}
