/** The Spring Batch job, how a run is started and continued, and its history. */
@NullMarked
package io.github.milvusretention.job;

import org.jspecify.annotations.NullMarked;
