@NullMarked
package io.github.milvusretention.schedule.quartz;

import org.jspecify.annotations.NullMarked;
