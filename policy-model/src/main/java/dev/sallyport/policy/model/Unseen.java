package dev.sallyport.policy.model;

/** What holds for HTTP of a client that the agent does not know, toward hosts of URL grants. */
public enum Unseen {
  /** The connection is enough. */
  ALLOW,
  /** Each request has to be seen. */
  DENY
}
