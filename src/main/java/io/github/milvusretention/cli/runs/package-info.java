/** The commands that plan, start, continue, end and show runs, and undo what one released. */
@NullMarked
package io.github.milvusretention.cli.runs;

import org.jspecify.annotations.NullMarked;
