@NullMarked
package io.github.milvusretention.hold;

import org.jspecify.annotations.NullMarked;
