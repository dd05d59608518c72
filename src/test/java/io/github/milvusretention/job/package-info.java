@NullMarked
package io.github.milvusretention.job;

import org.jspecify.annotations.NullMarked;
