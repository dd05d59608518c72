@NullMarked
package io.github.milvusretention.schedule;

import org.jspecify.annotations.NullMarked;
