@NullMarked
package io.github.milvusretention.console.access.local;

import org.jspecify.annotations.NullMarked;
