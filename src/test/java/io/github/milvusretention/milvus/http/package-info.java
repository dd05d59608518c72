@NullMarked
package io.github.milvusretention.milvus.http;

import org.jspecify.annotations.NullMarked;
