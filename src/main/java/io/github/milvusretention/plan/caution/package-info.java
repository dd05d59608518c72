/** Reasons beside the rules to keep what these let expire, found by looking at the partitions. */
@NullMarked
package io.github.milvusretention.plan.caution;

import org.jspecify.annotations.NullMarked;
