/** The program as a command line; the commands that are about no run and no hold. */
@NullMarked
package io.github.milvusretention.cli;

import org.jspecify.annotations.NullMarked;
