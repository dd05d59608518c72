/** The drop step: collections in parallel, each planned partition to its result. */
@NullMarked
package io.github.milvusretention.drop;

import org.jspecify.annotations.NullMarked;
