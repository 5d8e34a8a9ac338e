package dev.sallyport.testapps.context.rxjava;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import io.reactivex.rxjava3.core.Flowable;
import java.net.URL;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What RxJava offers, in the line that is on the class path. */
public final class RxJavaConstructs implements Constructs {
  private static final Pattern LINE = Pattern.compile("rxjava-(\\d+\\.\\d+)\\.\\d+\\.jar");

  /** Its manifest has no version. */
  @Override
  public String library() {
    URL jar = Flowable.class.getProtectionDomain().getCodeSource().getLocation();
    Matcher line = LINE.matcher(jar.getPath());
    if (!line.find()) {
      throw new IllegalStateException("not a release of RxJava: " + jar);
    }
    return "RxJava " + line.group(1);
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return Stream.of(Sources.all(strangers), Shared.all(strangers), OnSchedulers.all(strangers))
        .flatMap(List::stream)
        .toList();
  }
}
