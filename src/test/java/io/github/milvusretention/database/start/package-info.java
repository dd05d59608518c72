@NullMarked
package io.github.milvusretention.database.start;

import org.jspecify.annotations.NullMarked;
