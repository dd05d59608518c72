@NullMarked
package io.github.milvusretention.milvus;

import org.jspecify.annotations.NullMarked;
