/**
 * The console in a real browser, on a repository with a month of nights in it: every page looked
 * at, and the acts of a person played from log-in to result.
 */
@NullMarked
package io.github.milvusretention.console.browser;

import org.jspecify.annotations.NullMarked;
