@NullMarked
package io.github.milvusretention.console.nights;

import org.jspecify.annotations.NullMarked;
