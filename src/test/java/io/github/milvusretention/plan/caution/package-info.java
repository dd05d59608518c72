@NullMarked
package io.github.milvusretention.plan.caution;

import org.jspecify.annotations.NullMarked;
