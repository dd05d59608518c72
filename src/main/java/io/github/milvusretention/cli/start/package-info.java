/** Starts the application behind a command, and maps exceptions to exit codes. */
@NullMarked
package io.github.milvusretention.cli.start;

import org.jspecify.annotations.NullMarked;
