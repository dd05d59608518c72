/** Quartz as it is set up: its settings, its tables, its zones. */
@NullMarked
package io.github.milvusretention.schedule.quartz;

import org.jspecify.annotations.NullMarked;
