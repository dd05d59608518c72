@NullMarked
package io.github.milvusretention.rules;

import org.jspecify.annotations.NullMarked;
