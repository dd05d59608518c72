@NullMarked
package io.github.milvusretention.drop;

import org.jspecify.annotations.NullMarked;
