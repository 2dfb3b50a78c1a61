package dev.shotwright.server.web;

/**
 * A path under which bodies are read as they come and bounded by whoever takes them, so that the common limit does not hold.
 *
 * @param path what such paths begin with
 */
public record LargeBodies(String path) {}
