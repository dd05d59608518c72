@NullMarked
package io.github.milvusretention.forecast;

import org.jspecify.annotations.NullMarked;
