@NullMarked
package io.github.milvusretention.milvus.rest.call;

import org.jspecify.annotations.NullMarked;
