package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import java.util.ArrayList;
import java.util.List;

/** The pools of every line of Jetty, Tomcat, JBoss Threads, Spring, Guava and gRPC. */
public final class PoolConstructs implements Constructs {
  @Override
  public String library() {
    return "pools";
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    List<Construct> all = new ArrayList<>();
    try {
      for (String line : List.of("9.4", "10", "11", "12.0", "12.1")) {
        all.addAll(JettyPools.all(Line.of("Jetty", line, "jetty-" + line)));
      }
      for (String line : List.of("9.0", "10.1", "11.0")) {
        all.addAll(TomcatPools.all(Line.of("Tomcat", line, "tomcat-" + line)));
      }
      all.addAll(JbossPools.ordered(Line.of("JBoss Threads", "2.4", "jboss-2.4"), strangers));
      all.addAll(JbossPools.viewed(Line.of("JBoss Threads", "3.1", "jboss-3.1"), strangers));
      for (String line : List.of("3.5", "3.8")) {
        all.addAll(JbossPools.all(Line.of("JBoss Threads", line, "jboss-" + line), strangers));
      }
      all.addAll(SpringExecutors.old(Line.of("Spring", "5.3", "spring-5.3")));
      for (String line : List.of("6.2", "7.0")) {
        all.addAll(SpringExecutors.all(Line.of("Spring", line, "spring-" + line)));
      }
      all.addAll(Sequences.all(Line.of("gRPC", "1.40", "grpc-1.40"), "Guava 25.1", strangers));
      all.addAll(Sequences.all(Line.of("gRPC", "1.72", "grpc-1.72"), "Guava 33.5", strangers));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }
}
