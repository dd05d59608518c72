@NullMarked
package io.github.milvusretention.console.access;

import org.jspecify.annotations.NullMarked;
