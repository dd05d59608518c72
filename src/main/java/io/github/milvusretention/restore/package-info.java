/** Loads a partition again that a run released, and keeps runs from dropping it. */
@NullMarked
package io.github.milvusretention.restore;

import org.jspecify.annotations.NullMarked;
