@NullMarked
package io.github.milvusretention.console.partition;

import org.jspecify.annotations.NullMarked;
