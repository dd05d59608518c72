@NullMarked
package io.github.milvusretention.job.history;

import org.jspecify.annotations.NullMarked;
