@NullMarked
package io.github.milvusretention.check;

import org.jspecify.annotations.NullMarked;
