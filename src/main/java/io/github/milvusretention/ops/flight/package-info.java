/** Events for the JDK's flight recorder. */
@NullMarked
package io.github.milvusretention.ops.flight;

import org.jspecify.annotations.NullMarked;
