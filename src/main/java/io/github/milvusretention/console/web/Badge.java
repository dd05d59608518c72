package io.github.milvusretention.console.web;

/**
 * A word that says how something is, with a colour of the style sheet.
 *
 * @param kind good, bad, warn, held, busy or calm
 */
public record Badge(String kind, String text) {}
