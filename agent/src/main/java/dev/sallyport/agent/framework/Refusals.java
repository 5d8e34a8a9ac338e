package dev.sallyport.agent.framework;

/** What clients are told of a denial, the same by every framework. */
public final class Refusals {
  /** Reverse domain, as the specification wants of keys in {@code _meta}. */
  public static final String META_KEY = "dev.sallyport/decisions";

  /** Has seconds. */
  public static final String RETRY_KEY = "dev.sallyport/retry-after";

  /** What has to be approved before the same may be asked again. */
  static final String APPROVAL_KEY = "dev.sallyport/approval";

  /** Outside of -32768 to -32000, which are JSON-RPC's own and the protocol's. */
  public static final int REFUSED = 403;

  /** JSON-RPC 2.0 section 5.1. */
  public static final int INTERNAL_ERROR = -32603;

  private Refusals() {}
}
