/** How a command line fails: each failure with its sentence and exit code. */
@NullMarked
package io.github.milvusretention.cli.start.failure;

import org.jspecify.annotations.NullMarked;
