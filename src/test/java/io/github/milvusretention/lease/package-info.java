@NullMarked
package io.github.milvusretention.lease;

import org.jspecify.annotations.NullMarked;
