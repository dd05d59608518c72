@NullMarked
package io.github.milvusretention.console.forecast;

import org.jspecify.annotations.NullMarked;
