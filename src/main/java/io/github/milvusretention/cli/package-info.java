/** The commands of the command line. */
@NullMarked
package io.github.milvusretention.cli;

import org.jspecify.annotations.NullMarked;
