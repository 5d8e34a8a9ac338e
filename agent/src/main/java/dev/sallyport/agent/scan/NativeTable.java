package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every native method of a JDK with its verdict.
 *
 * @param natives by class
 * @param stale what the review says of methods that this JDK doesn't have, or that are open no more
 */
public record NativeTable(List<ClassifiedNative> natives, List<String> stale) {

  /** What the scan finds with those rows, and the review says, of that release. */
  public static NativeTable of(Scan scan, Review review, List<Hook> rows, int feature) {
    Set<String> names = new Guards(rows, feature).names();
    List<NativeMethod> found = scan.natives(rows, feature, review.exemptCalls(feature, names));
    List<ClassifiedNative> natives = new ArrayList<>();
    for (NativeMethod method : found) {
      natives.add(review.classify(method, feature, names));
    }
    return new NativeTable(List.copyOf(natives), review.stale(found, feature));
  }

  /** Those with that verdict. */
  public List<ClassifiedNative> with(Verdict verdict) {
    return natives.stream().filter(one -> one.verdict() == verdict).toList();
  }

  /** How many of that family have that verdict. */
  public long count(Family family, Verdict verdict) {
    return natives.stream()
        .filter(one -> one.family() == family && one.verdict() == verdict)
        .count();
  }
}
