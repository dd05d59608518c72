@NullMarked
package io.github.milvusretention.rules.process;

import org.jspecify.annotations.NullMarked;
