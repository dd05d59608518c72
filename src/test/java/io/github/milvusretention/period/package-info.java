@NullMarked
package io.github.milvusretention.period;

import org.jspecify.annotations.NullMarked;
