@NullMarked
package io.github.milvusretention.policy.hold;

import org.jspecify.annotations.NullMarked;
