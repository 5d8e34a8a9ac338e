package io.ktor.server.application;

/** Has the name of Ktor's pipeline of an application. */
public final class Application {}
