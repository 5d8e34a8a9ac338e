package dev.sallyport.policy.decide;

/** Why a decision fell as it did: a short, stable code for records, spans and reports. */
public enum Reason {
  /** A grant of the principal covers the request. */
  GRANTED,
  /** The built-in runtime grant covers it: what the JVM itself needs to work. */
  RUNTIME,
  /** A directory above a granted root was looked at, which reaching the root needs. */
  ANCESTOR,
  /** A {@code deny} entry of the policy covers it. */
  DENIED,
  /** No grant of the principal covers it. */
  NOT_GRANTED,
  /** The principal has the credential, but it may not go there, or not with that method. */
  OUT_OF_SCOPE,
  /** A result would tell a credential, which no grant covers. */
  DISCLOSURE,
  /** A client that is not known would send HTTP to where only URLs are granted. */
  UNSEEN,
  /** It has more than one meaning. */
  AMBIGUOUS,
  /**
   * The request names a host that is not this server's, or is of a page of another; or the session
   * is another caller's, or of another route.
   */
  FOREIGN,
  /** Who calls is not known, or not proven. */
  CALLER,
  /** No role of the caller lists it. */
  ROLE,
  /**
   * The token of the caller does not permit it: none of its scopes lists it, or it names others.
   */
  SCOPE,
  /** The session is too old, or nothing was asked for in it for too long. */
  EXPIRED,
  /** The purpose of the session does not list it. */
  PURPOSE,
  /** What the server says of it is not what was pinned. */
  CHANGED,
  /** The policy says nothing of an argument, and unknown ones are not allowed. */
  ARGUMENT_UNKNOWN,
  /** An argument is left out that has to be there. */
  ARGUMENT_MISSING,
  /** An argument is of another type. */
  ARGUMENT_TYPE,
  /** An argument may not have that value. */
  ARGUMENT_VALUE,
  /** There is too much in the arguments, or it is nested too deeply. */
  ARGUMENT_SIZE,
  /** An argument looks like a secret. */
  ARGUMENT_SECRET,
  /** The arguments do not fit the schema that the tool shows, or it has not shown it yet. */
  ARGUMENT_SCHEMA,
  /** It is none of the hours at which it may be called. */
  HOURS,
  /** What has to have succeeded before it did not, in this session. */
  SEQUENCE,
  /** There were too many calls lately. */
  RATE,
  /** Too many calls did not answer yet. */
  CONCURRENCY,
  /** Somebody has to approve it first. */
  UNAPPROVED,
  /** Somebody approved it. */
  APPROVED,
  /** Somebody was asked to approve it and did not. */
  DISAPPROVED,
  /** Nobody approved it in time. */
  LAPSED,
  /** It changes something, which this tool does not do. */
  RISK,
  /** The policy does not say what a call with these arguments does. */
  ACTION,
  /** Its arguments together name what is out of scope. */
  ARGUMENT_SCOPE,
  /** What the policy wants to be true of a call is not. */
  CONDITION,
  /** Whether it is true can't be told, as where an argument is left out that it is about. */
  CONDITION_ERROR,
  /** It would exceed a limit. */
  LIMIT,
  /** It is not listed and {@code default} is {@code deny}. */
  NOT_LISTED,
  /** The address is of a class that {@code egress.deny} names. */
  EGRESS_FLOOR,
  /** It is the agent itself that would be touched, which no grant covers. */
  PROTECTED,
  /** Records can't be written, and {@code audit.full} is {@code deny}. */
  UNRECORDED,
  /** The decision could not be made, so it is a denial. */
  ERROR
}
