package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deciding leaves nothing for the collector, compiled or not. */
class AllocationTest {

  @Test
  void decide_filesProcessesAndNames_allocatesNothing() {
    Grants grants =
        Policies.tool(
            "{ files: { read: ['/a/**/*.{x,y}', '/b/[a-z]*/c'], deny: ['**/.env*'] },"
                + " exec: [{ program: /bin/ls, args: ['-*', '**'] }], env: ['LC_*'],"
                + " net: ['*.example.com:443'] }");
    Request[] requests = {
      Policies.file(FileOperation.READ, "/a/b/c/d.y"),
      Policies.file(FileOperation.READ, "/b/abc/c"),
      Policies.file(FileOperation.STAT, "/a"),
      Policies.file(FileOperation.READ, "/etc/passwd"),
      Policies.file(FileOperation.DELETE, "/a/.env"),
      new Request.Exec("/bin/ls", List.of("-l", "a", "b")),
      new Request.Environment(EnvironmentOperation.READ, "LC_ALL"),
      new Request.Environment(EnvironmentOperation.READ, "TZ"),
      new Request.Environment(EnvironmentOperation.SET, "LD_PRELOAD"),
      new Request.Resolve("api.example.com"),
    };
    decideAll(grants, requests);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    // The JVM itself may need something once.
    for (int round = 0; round < 3; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        decideAll(grants, requests);
      }
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(allocated).isLessThan(1000);
  }

  private static void decideAll(Grants grants, Request[] requests) {
    for (Request request : requests) {
      grants.decide(request);
    }
  }
}
