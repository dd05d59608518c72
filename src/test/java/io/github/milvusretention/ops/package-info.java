@NullMarked
package io.github.milvusretention.ops;

import org.jspecify.annotations.NullMarked;
