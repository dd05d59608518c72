@NullMarked
package io.github.milvusretention.plan;

import org.jspecify.annotations.NullMarked;
