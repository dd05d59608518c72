@NullMarked
package io.github.milvusretention.policy;

import org.jspecify.annotations.NullMarked;
