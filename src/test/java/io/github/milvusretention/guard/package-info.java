@NullMarked
package io.github.milvusretention.guard;

import org.jspecify.annotations.NullMarked;
