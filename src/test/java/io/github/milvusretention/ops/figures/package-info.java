@NullMarked
package io.github.milvusretention.ops.figures;

import org.jspecify.annotations.NullMarked;
