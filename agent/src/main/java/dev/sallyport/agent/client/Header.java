package dev.sallyport.agent.client;

/** One field of a request's header, as the client will send it. */
public record Header(String name, String value) {}
