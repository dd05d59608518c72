@NullMarked
package io.github.milvusretention.console.api;

import org.jspecify.annotations.NullMarked;
