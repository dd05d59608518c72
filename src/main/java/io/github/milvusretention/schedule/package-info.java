/** Schedules the policies with Quartz, and reports their health. */
@NullMarked
package io.github.milvusretention.schedule;

import org.jspecify.annotations.NullMarked;
