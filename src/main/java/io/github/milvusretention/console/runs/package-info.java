/** The pages of all runs and of one, with its progress while it goes on. */
@NullMarked
package io.github.milvusretention.console.runs;

import org.jspecify.annotations.NullMarked;
