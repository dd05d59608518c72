/** Takes the planned partitions of a collection to their end. */
@NullMarked
package io.github.milvusretention.drop;

import org.jspecify.annotations.NullMarked;
