/**
 * The rules of a running process: the file they were read from, what has changed in it since, and
 * how they are told to others.
 */
@NullMarked
package io.github.milvusretention.rules.process;

import org.jspecify.annotations.NullMarked;
