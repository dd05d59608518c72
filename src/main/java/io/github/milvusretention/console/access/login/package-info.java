/** Logging in and out: the form, what it answers, and how often it may be tried. */
@NullMarked
package io.github.milvusretention.console.access.login;

import org.jspecify.annotations.NullMarked;
