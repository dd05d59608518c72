/** Text in the columns of a terminal: how wide it is, where it is cut and broken. */
@NullMarked
package io.github.milvusretention.cli.columns;

import org.jspecify.annotations.NullMarked;
