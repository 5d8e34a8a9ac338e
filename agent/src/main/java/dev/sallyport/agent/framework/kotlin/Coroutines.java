package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.json.Reply;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Functions that suspend, as the JVM sees them: the last argument is a continuation. What they
 * answer they return, or return that they suspend, and hand it to the continuation later.
 */
final class Coroutines {
  private final ClassLoader loader;
  private final Class<?> function;
  private final Method invoke;
  private final Class<?> continuation;
  private final Method resumeWith;
  private final Method failure;
  private final Method exceptionOrNull;
  private final MethodHandle intercepted;
  private final Object suspended;

  Coroutines(ClassLoader loader) throws ReflectiveOperationException {
    this.loader = loader;
    function = loader.loadClass("kotlin.jvm.functions.Function3");
    invoke = function.getMethod("invoke", Object.class, Object.class, Object.class);
    continuation = loader.loadClass("kotlin.coroutines.Continuation");
    resumeWith = continuation.getMethod("resumeWith", Object.class);
    failure = loader.loadClass("kotlin.ResultKt").getMethod("createFailure", Throwable.class);
    exceptionOrNull =
        loader.loadClass("kotlin.Result").getMethod("exceptionOrNull-impl", Object.class);
    // Its methods are declared by classes that are not public, so reflection does not see them.
    Class<?> intrinsics = loader.loadClass("kotlin.coroutines.intrinsics.IntrinsicsKt");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    intercepted =
        lookup.findStatic(
            intrinsics, "intercepted", MethodType.methodType(continuation, continuation));
    try {
      suspended =
          lookup
              .findStatic(intrinsics, "getCOROUTINE_SUSPENDED", MethodType.methodType(Object.class))
              .invoke();
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new InvocationTargetException(e);
    }
  }

  /** The type of a function with two arguments that suspends. */
  Class<?> function() {
    return function;
  }

  /**
   * Calls one.
   *
   * @return null where it suspends
   */
  @Nullable Reply call(Object handler, Object first, Object second, Object continued) {
    try {
      Object result = invoke.invoke(handler, first, second, continued);
      return result == suspended ? null : Reply.of(result);
    } catch (InvocationTargetException e) {
      return Reply.thrown(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A continuation that another reply goes on to than it is resumed with. */
  Object continuing(Object original, Function<Reply, Reply> replied) {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {continuation},
        (proxy, method, arguments) -> {
          if (!method.getName().equals("resumeWith")) {
            return Types.call(method, original, arguments == null ? new Object[0] : arguments);
          }
          resume(original, replied.apply(reply(arguments[0])));
          return null;
        });
  }

  private Reply reply(@Nullable Object result) {
    Throwable thrown = (Throwable) Types.call(exceptionOrNull, null, result);
    return thrown == null ? Reply.of(result) : Reply.thrown(thrown);
  }

  /**
   * What a function returns for the reply. A proxy can't throw the exceptions of Kotlin, which
   * declares none, so whoever called is resumed with it.
   */
  @Nullable Object returned(Reply reply, Object continued) {
    if (reply.thrown() == null) {
      return reply.result();
    }
    try {
      resume(intercepted.invoke(continued), reply);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return suspended;
  }

  Object suspended() {
    return suspended;
  }

  private void resume(Object continued, Reply reply) {
    Throwable thrown = reply.thrown();
    Types.call(
        resumeWith, continued, thrown == null ? reply.result() : Types.call(failure, null, thrown));
  }
}
