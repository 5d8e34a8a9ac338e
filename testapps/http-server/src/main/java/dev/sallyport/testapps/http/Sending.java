package dev.sallyport.testapps.http;

import java.util.Map;

/**
 * One request, as a tool wants it.
 *
 * @param url absolute
 * @param headers beside those that the client adds; one value for each name
 * @param body text, or empty for none
 */
public record Sending(String method, String url, Map<String, String> headers, String body) {}
