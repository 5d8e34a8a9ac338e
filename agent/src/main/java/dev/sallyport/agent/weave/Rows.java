package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rows of one family as a table reads: a class, then its methods.
 *
 * <p>Mutable and used by one thread, while the table is built.
 */
public final class Rows {
  private final List<Hook> rows = new ArrayList<>();
  private String owner = "";

  /** What the ids of the rows begin with. */
  private String simpleName = "";

  private Hook.Need need = Hook.Need.MANDATORY;
  private Hook.Jdks jdks = Hook.Jdks.ALL;
  private String movedTo = "";
  private Hook.Callee callee = Hook.Callee.NONE;

  /** The rows that follow are of this class, mandatory, on every JDK. */
  public Rows in(String internalName) {
    owner = internalName;
    simpleName = internalName.substring(internalName.lastIndexOf('/') + 1).concat(".");
    need = Hook.Need.MANDATORY;
    jdks = Hook.Jdks.ALL;
    movedTo = "";
    return this;
  }

  /** The rows that follow are of this class, which is loaded late or never. */
  public Rows whenLoaded(String internalName) {
    in(internalName);
    need = Hook.Need.WHEN_LOADED;
    return this;
  }

  /** The rows that follow are of this class, of which some versions don't have them. */
  public Rows optional(String internalName) {
    in(internalName);
    need = Hook.Need.OPTIONAL;
    return this;
  }

  /** In versions where this nested class exists, it has the methods of the rows that follow. */
  public Rows unlessMovedTo(String internalName) {
    movedTo = internalName;
    return this;
  }

  /** The rows that follow exist from the first to the last of these releases; 0 for no end. */
  public Rows jdk(int first, int last) {
    jdks = new Hook.Jdks(first, last, jdks.os());
    return this;
  }

  /** Only the JDKs of these systems have the class. */
  public Rows on(Hook.Os os) {
    jdks = new Hook.Jdks(jdks.first(), jdks.last(), os);
    return this;
  }

  /** Judged on entry. */
  public Rows check(
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand b,
      Operand n,
      Operand m) {
    return add(method, descriptor, Door.CHECK, check, a, b, n, m, denied);
  }

  /** Judged on entry, by two objects. */
  public Rows check(
      String method, String descriptor, Check check, Denial denied, Operand a, Operand b) {
    return check(method, descriptor, check, denied, a, b, NOTHING, NOTHING);
  }

  /** Judged on entry, by one object. */
  public Rows check(String method, String descriptor, Check check, Denial denied, Operand a) {
    return check(method, descriptor, check, denied, a, NOTHING, NOTHING, NOTHING);
  }

  /**
   * Judged where the method calls another, by what that call is given.
   *
   * @param calledOwner the internal name of the class that the call names
   */
  public Rows before(
      String calledOwner,
      String calledName,
      String calledDescriptor,
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand n) {
    callee = new Hook.Callee(calledOwner, calledName, calledDescriptor);
    add(method, descriptor, Door.BEFORE, check, a, NOTHING, n, NOTHING, denied);
    callee = Hook.Callee.NONE;
    return this;
  }

  /** Judged on entry, by bytes outside of the heap that it is to send. */
  public Rows send(
      String method, String descriptor, Check check, Operand socket, Operand address, Operand n) {
    return add(method, descriptor, Door.SEND, check, socket, address, n, NOTHING, Denial.SOCKET);
  }

  /** Looked at after it succeeded. */
  public Rows verify(
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand b,
      Operand n,
      Operand m) {
    return add(method, descriptor, Door.VERIFY, check, a, b, n, m, denied);
  }

  /** The result is replaced. */
  public Rows replace(String method, String descriptor, Check check) {
    return add(
        method, descriptor, Door.REPLACE, check, SELF, NOTHING, NOTHING, NOTHING, Denial.NEVER);
  }

  /** What is not granted is left out of the result. */
  public Rows filter(String method, String descriptor, Check check, Operand a) {
    return add(
        method, descriptor, Door.REPLACE, check, a, NOTHING, NOTHING, NOTHING, Denial.LEFT_OUT);
  }

  /** Judged on entry, by two objects and one argument, which gets another value. */
  public Rows exchange(
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand b,
      Operand exchanged) {
    return add(method, descriptor, Door.EXCHANGE, check, a, b, NOTHING, NOTHING, exchanged, denied);
  }

  /**
   * The same, where the method calls another, by what that call is given.
   *
   * @param called what the method calls
   */
  public Rows exchangeBefore(
      Hook.Callee called,
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand b,
      Operand exchanged) {
    callee = called;
    exchange(method, descriptor, check, denied, a, b, exchanged);
    callee = Hook.Callee.NONE;
    return this;
  }

  /**
   * A server is given a handler of its clients' requests, which gets another value.
   *
   * @param of the parameter that says what it handles
   * @param handler that parameter
   */
  public Rows handler(String method, String descriptor, int of, int handler) {
    return exchange(
        method,
        descriptor,
        Check.REQUEST_HANDLER,
        Denial.SECURITY,
        SELF,
        Operand.arg(of),
        Operand.arg(handler));
  }

  /**
   * The same, where the server gives it to what calls it.
   *
   * @param called what is given it
   * @param handler that parameter of it
   */
  public Rows handlerBefore(Hook.Callee called, String method, String descriptor, int handler) {
    return exchangeBefore(
        called,
        method,
        descriptor,
        Check.REQUEST_HANDLER,
        Denial.SECURITY,
        NOTHING,
        Operand.CALLER,
        Operand.arg(handler));
  }

  /**
   * A server is asked for something: by its first argument, to be answered by its second, which
   * gets another value. The work that follows is for whoever asked.
   */
  public Rows answered(String method, String descriptor, Check check) {
    return exchange(
            method, descriptor, check, Denial.ANSWERED, NOTHING, Operand.arg(0), Operand.arg(1))
        .context(Door.SCOPE, method, descriptor, Operand.arg(1));
  }

  /** A chain of operators is subscribed to by a method, whose argument gets another value. */
  public Rows subscribed(String method, String descriptor, Operand subscriber) {
    return exchange(
        method, descriptor, Check.SUBSCRIBE, Denial.SECURITY, NOTHING, NOTHING, subscriber);
  }

  /**
   * The same, where the method calls the source's, by what that call is given.
   *
   * @param calledOwner the internal name of the class that the call names
   */
  public Rows subscribing(
      String calledOwner, String calledDescriptor, String method, String descriptor) {
    callee = new Hook.Callee(calledOwner, "subscribe", calledDescriptor);
    exchange(method, descriptor, Check.SUBSCRIBE, Denial.SECURITY, SELF, NOTHING, Operand.arg(0));
    callee = Hook.Callee.NONE;
    return this;
  }

  /**
   * A server calls its tools.
   *
   * @param parameters by their simple or full names
   * @param tool the argument that has the name
   * @param arguments the argument that has those of the call; negative for none
   */
  public Rows dispatched(String method, List<String> parameters, int tool, int arguments) {
    return dispatched(method, parameters, Operand.arg(tool), arguments);
  }

  /** The same, where all calls are of one tool. */
  public Rows dispatched(String method, List<String> parameters, String tool, int arguments) {
    return dispatched(method, parameters, Operand.text(tool), arguments);
  }

  private Rows dispatched(String method, List<String> parameters, Operand tool, int arguments) {
    return add(
        method,
        SourceNames.of(parameters),
        Door.DISPATCH,
        Check.TOOL_CALL,
        tool,
        arguments < 0 ? NOTHING : Operand.arg(arguments),
        NOTHING,
        NOTHING,
        Denial.ANSWERED);
  }

  /** The context follows the work. */
  public Rows context(Door door, String method, String descriptor, Operand work) {
    return add(
        method, descriptor, door, Check.CONTEXT, work, NOTHING, NOTHING, NOTHING, Denial.NEVER);
  }

  /**
   * A thread turns to other work where the method calls another, by what that call is given.
   *
   * @param calledOwner the internal name of the class that the call names
   */
  public Rows adoptBefore(
      String calledOwner,
      String calledName,
      String calledDescriptor,
      String method,
      String descriptor,
      Operand work) {
    return contextBefore(
        Door.ADOPT,
        new Hook.Callee(calledOwner, calledName, calledDescriptor),
        method,
        descriptor,
        work);
  }

  /**
   * Work is handed over where the method calls another, by what that call is given.
   *
   * @param calledOwner the internal name of the class that the call names
   */
  public Rows captureBefore(
      String calledOwner,
      String calledName,
      String calledDescriptor,
      String method,
      String descriptor,
      Operand work) {
    return contextBefore(
        Door.CAPTURE,
        new Hook.Callee(calledOwner, calledName, calledDescriptor),
        method,
        descriptor,
        work);
  }

  private Rows contextBefore(
      Door door, Hook.Callee called, String method, String descriptor, Operand work) {
    callee = called;
    context(door, method, descriptor, work);
    callee = Hook.Callee.NONE;
    return this;
  }

  /** A thread is made. */
  public Rows inherit(String descriptor, Operand how) {
    return add(
        "<init>",
        descriptor,
        Door.INHERIT,
        Check.CONTEXT,
        SELF,
        NOTHING,
        how,
        NOTHING,
        Denial.NEVER);
  }

  public List<Hook> rows() {
    return List.copyOf(rows);
  }

  private Rows add(
      String method,
      String descriptor,
      Door door,
      Check check,
      Operand a,
      Operand b,
      Operand n,
      Operand m,
      Denial denied) {
    return add(method, descriptor, door, check, a, b, n, m, NOTHING, denied);
  }

  private Rows add(
      String method,
      String descriptor,
      Door door,
      Check check,
      Operand a,
      Operand b,
      Operand n,
      Operand m,
      Operand exchanged,
      Denial denied) {
    rows.add(
        new Hook(
            simpleName.concat(method),
            owner,
            method,
            descriptor,
            door,
            check,
            a,
            b,
            n,
            m,
            exchanged,
            movedTo,
            denied,
            need,
            jdks,
            callee));
    return this;
  }
}
