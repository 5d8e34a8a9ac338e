package dev.sallyport.testapps.http;

/** What came back, redirects followed. */
public record Reply(int status, String body) {}
