@NullMarked
package io.github.milvusretention.drop.gate;

import org.jspecify.annotations.NullMarked;
