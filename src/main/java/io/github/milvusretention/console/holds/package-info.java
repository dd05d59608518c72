/** The holds: all of them, a new one, and the end of one. */
@NullMarked
package io.github.milvusretention.console.holds;

import org.jspecify.annotations.NullMarked;
