package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * One kind of list that clients ask for.
 *
 * @param result what it is answered in
 * @param elements the component that has them
 * @param element one of them
 * @param name the component by which policies name them
 * @param plain how elements become JSON
 */
record Listing(Shape result, String elements, Shape element, String name, Plain plain) {

  /**
   * The same list with those only that are shown.
   *
   * @param shown told of each its name and the members of its JSON
   */
  Object filtered(Object listed, BiPredicate<String, Map<?, ?>> shown) {
    List<?> all = result.get(listed, elements) instanceof List<?> list ? list : List.of();
    List<Object> left = new ArrayList<>();
    for (Object one : all) {
      if (shown.test(String.valueOf(element.get(one, name)), plain.members(one))) {
        left.add(one);
      }
    }
    return left.size() == all.size() ? listed : result.with(listed, elements, left);
  }
}
