/** The commands that place, list and lift holds. */
@NullMarked
package io.github.milvusretention.cli.holds;

import org.jspecify.annotations.NullMarked;
