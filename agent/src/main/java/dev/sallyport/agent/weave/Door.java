package dev.sallyport.agent.weave;

/** Which door of {@link SallyportGate} a hook calls, and where in the method. */
public enum Door {
  /** On entry: {@code check(hook, a, b, n, m)}; true answers the denial's value at once. */
  CHECK("check", "(ILjava/lang/Object;Ljava/lang/Object;II)Z"),
  /**
   * Before each call of another method, by the arguments of that call: {@code check(hook, a, b, n,
   * m)}. For a native method, which has no body to weave. A refusal is always thrown.
   */
  BEFORE("check", "(ILjava/lang/Object;Ljava/lang/Object;II)Z"),
  /**
   * On entry: {@code send(hook, a, address, n)}, of bytes outside of the heap. A refusal is always
   * thrown.
   */
  SEND("send", "(ILjava/lang/Object;JI)V"),
  /** Before each return: {@code verify(hook, a, b, n, m)}. */
  VERIFY("verify", "(ILjava/lang/Object;Ljava/lang/Object;II)V"),
  /** Before each return: {@code replace(hook, this, result)}, whose answer is returned instead. */
  REPLACE("replace", "(ILjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
  /**
   * On entry, or before each call of another method where the row names one: {@code exchange(hook,
   * a, b, argument)}, whose answer takes the argument's place; a refusal is thrown, or is of
   * another type, and is answered at once.
   */
  EXCHANGE(
      "exchange", "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
  /**
   * Around the body: {@code dispatch(hook, a, b, class of the result)}, whose answer is answered at
   * once where there is one; {@code answered(hook, result)} before each return, and {@code
   * failed(hook, failure)} on throw, whose answers are answered instead.
   */
  DISPATCH(
      "dispatch", "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Class;)Ljava/lang/Object;"),
  /**
   * On entry, before each return of a constructor, or before each call of another method where the
   * row names one: {@code capture(hook, work)}.
   */
  CAPTURE("capture", "(ILjava/lang/Object;)V"),
  /** On entry: {@code discard(hook, work)}. */
  DISCARD("discard", "(ILjava/lang/Object;)V"),
  /** Before each return of a thread's constructor: {@code inherit(hook, thread, n)}. */
  INHERIT("inherit", "(ILjava/lang/Object;I)V"),
  /** On entry, or before each return of a constructor: {@code register(hook, callback)}. */
  REGISTER("register", "(ILjava/lang/Object;)V"),
  /**
   * On entry, or before each call of another method where the row names one: {@code adopt(hook,
   * work)}.
   */
  ADOPT("adopt", "(ILjava/lang/Object;)V"),
  /** Around the body: {@code begin(hook, work)}, and {@code end(hook)} on return and on throw. */
  SCOPE("begin", "(ILjava/lang/Object;)V"),
  /** As {@link #SCOPE}, for a callback: {@code resume(hook, callback)}. */
  RESUME("resume", "(ILjava/lang/Object;)V");

  final String method;
  final String descriptor;

  Door(String method, String descriptor) {
    this.method = method;
    this.descriptor = descriptor;
  }
}
