/** Comparing this machine's clock with others. */
@NullMarked
package io.github.milvusretention.clock;

import org.jspecify.annotations.NullMarked;
