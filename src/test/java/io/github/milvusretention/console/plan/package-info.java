@NullMarked
package io.github.milvusretention.console.plan;

import org.jspecify.annotations.NullMarked;
