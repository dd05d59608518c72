/** How runs are started, continued and stopped, and what dead processes left is repaired. */
@NullMarked
package io.github.milvusretention.job.launch;

import org.jspecify.annotations.NullMarked;
