@NullMarked
package io.github.milvusretention.clock;

import org.jspecify.annotations.NullMarked;
