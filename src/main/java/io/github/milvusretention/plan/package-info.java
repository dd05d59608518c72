/** Which partitions a run would drop: list, select, decide, ask the guards. Changes nothing. */
@NullMarked
package io.github.milvusretention.plan;

import org.jspecify.annotations.NullMarked;
