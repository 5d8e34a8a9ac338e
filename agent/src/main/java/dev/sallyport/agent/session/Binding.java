package dev.sallyport.agent.session;

/**
 * Whose a session is: of whoever first used it, and no one else.
 *
 * @param subject of the caller; empty where it is not identified
 * @param route of the transport; empty over stdio
 */
public record Binding(String subject, String route) {}
