/** The picture of what goes in the coming nights. */
@NullMarked
package io.github.milvusretention.console.forecast;

import org.jspecify.annotations.NullMarked;
