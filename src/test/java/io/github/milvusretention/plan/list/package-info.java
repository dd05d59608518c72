@NullMarked
package io.github.milvusretention.plan.list;

import org.jspecify.annotations.NullMarked;
