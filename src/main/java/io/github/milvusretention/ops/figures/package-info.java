/** The metrics of one subject each, computed from the repository. */
@NullMarked
package io.github.milvusretention.ops.figures;

import org.jspecify.annotations.NullMarked;
